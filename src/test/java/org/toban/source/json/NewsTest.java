package org.toban.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.source.AnswerWriter;
import org.toban.source.CheckedBody;
import org.toban.source.SomeAlerts;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Leaving out what is known changes nothing of what an answer means, nor of what is refused. */
class NewsTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:12:00.120Z");
  private static final AnswerFormat FORMAT = new AlertmanagerFormat("api/v2/alerts");

  /** What reading gave: the alerts in their order, or the fault. */
  private record Outcome(List<Alert> alerts, Fault fault) {}

  private static Outcome outcome(Generation next, InputStream body, boolean whole) {
    try {
      InputStream checked = new CheckedBody(body, 1 << 20);
      if (whole) {
        try (Tokens tokens = new Tokens(checked)) {
          FORMAT.read(tokens, next);
          if (tokens.ends()) {
            return new Outcome(List.copyOf(next.alerts()), null);
          }
        }
        return new Outcome(null, new Fault.Unreadable("", "more text after the answer"));
      }
      Tokens.read(checked, FORMAT, next);
      return new Outcome(List.copyOf(next.alerts()), null);
    } catch (PollFailure e) {
      return new Outcome(null, e.fault());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outcome by the parser alone, of every byte. */
  private static Outcome plain(Alerts before, byte[] body) {
    Generation next = new Generation(before, Prints.unknown(0), new TextPool(), new byte[0]);
    return outcome(next, new ByteArrayInputStream(body), true);
  }

  private static Outcome withMemory(Memory memory, byte[] body) {
    return outcome(memory.next(), new ByteArrayInputStream(body), false);
  }

  private static Memory remembering(byte[] body) throws IOException {
    Memory memory = new Memory();
    Generation first = memory.next();
    Tokens.read(new CheckedBody(new ByteArrayInputStream(body), 1 << 20), FORMAT, first);
    memory.take(first);
    return memory;
  }

  private static List<Alert> some(int count) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alerts.add(
          SomeAlerts.with(
              Alert.active(Labels.of("alertname", "A", "instance", "ホスト-" + i), T0),
              Map.of("summary", "it said \"no\" \\ " + i)));
    }
    return alerts;
  }

  @Test
  void aSteadyAnswerIsLeftOutAsAWhole() throws IOException {
    List<Alert> alerts = some(50);
    Memory memory = remembering(AnswerWriter.alertmanager(alerts, T0));
    Alerts before = memory.alerts();
    byte[] again = AnswerWriter.alertmanager(alerts, T0.plusSeconds(15));
    Generation next = memory.next();
    News news = new News(new ByteArrayInputStream(again), next, next.buffer());
    assertThat(new String(news.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("[]");
    assertThat(news.leftOut()).isEqualTo(50);
    assertThat(news.leftOutBytes()).isEqualTo(again.length - 2);
    assertThat(next.alerts()).isSameAs(before);
  }

  @Test
  void whatIsChangedIsRememberedFromThenOn() throws IOException {
    List<Alert> alerts = some(500);
    Memory memory = remembering(AnswerWriter.alertmanager(alerts, T0));
    alerts.set(307, SomeAlerts.with(alerts.get(307), Map.of("summary", "worse")));
    alerts.removeLast();
    byte[] changed = AnswerWriter.alertmanager(alerts, T0.plusSeconds(15));
    Generation next = memory.next();
    Tokens.read(new ByteArrayInputStream(changed), FORMAT, next);
    assertThat(List.copyOf(memory.take(next))).isEqualTo(alerts);
    Generation after = memory.next();
    News news =
        new News(
            new ByteArrayInputStream(AnswerWriter.alertmanager(alerts, T0.plusSeconds(30))),
            after,
            after.buffer());
    news.readAllBytes();
    assertThat(news.leftOut()).isEqualTo(499);
  }

  @Test
  void everyChangedByteIsJudgedAsByTheParserAlone() throws IOException {
    byte[] body = AnswerWriter.alertmanager(some(3), T0);
    Memory memory = remembering(body);
    Alerts before = memory.alerts();
    byte[] others = {
      '"', '\\', '{', '}', ']', ',', ':', ' ', '7', 'x', 0, (byte) 0x80, (byte) 0xe3
    };
    for (int i = 0; i < body.length; i++) {
      byte right = body[i];
      for (byte other : others) {
        body[i] = other;
        assertSame(plain(before, body), withMemory(memory, body), i);
      }
      body[i] = right;
    }
  }

  @Test
  void everyBeginningAndEveryGapIsJudgedAsByTheParserAlone() throws IOException {
    byte[] body = AnswerWriter.alertmanager(some(4), T0);
    Memory memory = remembering(body);
    Alerts before = memory.alerts();
    for (int i = 0; i < body.length; i++) {
      byte[] beginning = Arrays.copyOf(body, i);
      assertThat(withMemory(memory, beginning).fault()).as("%d bytes", i).isNotNull();
      byte[] gap = new byte[body.length - 1];
      System.arraycopy(body, 0, gap, 0, i);
      System.arraycopy(body, i + 1, gap, i, gap.length - i);
      assertSame(plain(before, gap), withMemory(memory, gap), i);
    }
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    longer[body.length] = ']';
    assertThat(withMemory(memory, longer).fault()).isNotNull();
  }

  private static void assertSame(Outcome plain, Outcome ours, int at) {
    if (!sameKind(plain, ours)) {
      throw new AssertionError("byte " + at + ": " + ours + " and not " + plain);
    }
  }

  private static boolean sameKind(Outcome plain, Outcome ours) {
    return plain.alerts() == null ? ours.fault() != null : plain.alerts().equals(ours.alerts());
  }

  @Test
  void theFaultIsToldAtItsPlaceInTheWholeAnswer() throws IOException {
    List<Alert> alerts = some(9);
    byte[] body = AnswerWriter.alertmanager(alerts, T0);
    Memory memory = remembering(body);
    String text = new String(body, StandardCharsets.UTF_8);
    int at = text.lastIndexOf("\"active\"");
    byte[] wrong =
        (text.substring(0, at) + "\"hidden\"" + text.substring(at + 8))
            .getBytes(StandardCharsets.UTF_8);
    Fault.Unreadable fault = (Fault.Unreadable) withMemory(memory, wrong).fault();
    Fault.Unreadable plain = (Fault.Unreadable) plain(memory.alerts(), wrong).fault();
    assertThat(fault).isEqualTo(plain);
    assertThat(fault.where()).contains("/8/status/state");
  }

  @Provide
  Arbitrary<List<Alert>> listed() {
    return SomeAlerts.alerts(Alert.State.ACTIVE, Alert.State.SUPPRESSED)
        .list()
        .uniqueElements(Alert::fingerprint)
        .ofMaxSize(30);
  }

  @SuppressWarnings("ReferenceEquality") // what did not change is the same object
  @Property(tries = 100)
  void answerAfterAnswerIsReadAsByTheParserAlone(
      @ForAll("listed") List<Alert> alerts, @ForAll Random random) throws IOException {
    Memory memory = new Memory();
    List<Alert> now = new ArrayList<>(alerts);
    for (int i = 0; i < 8; i++) {
      byte[] body =
          spaced(AnswerWriter.alertmanager(now, T0.plusMillis(random.nextInt(9999))), random);
      Alerts before = memory.alerts();
      Generation next = memory.next();
      Outcome ours = outcome(next, new Dripping(body, random), false);
      assertThat(ours).isEqualTo(plain(before, body));
      memory.take(next);
      for (Alert alert : next.alerts()) {
        Alert known = before.get(alert.fingerprint());
        assertThat(known == null || known == alert || !known.equals(alert)).isTrue();
      }
      change(now, random);
    }
  }

  private static void change(List<Alert> alerts, Random random) {
    for (int i = alerts.size() - 1; i >= 0; i--) {
      switch (random.nextInt(12)) {
        case 0 -> alerts.remove(i);
        case 1 -> {
          Map<String, String> more = new HashMap<>(alerts.get(i).annotations());
          more.put(
              "summary", "x\"\\".repeat(random.nextInt(20) == 0 ? 20_000 : random.nextInt(30)));
          alerts.set(i, SomeAlerts.with(alerts.get(i), more));
        }
        case 2 ->
            alerts.add(
                Alert.active(Labels.of("alertname", "new", "n", "" + random.nextLong()), T0));
        default -> {}
      }
    }
    if (random.nextInt(6) == 0) {
      Collections.shuffle(alerts, random);
    }
  }

  /** The same JSON, now and then with white space between the alerts. */
  private static byte[] spaced(byte[] body, Random random) {
    if (random.nextInt(3) > 0) {
      return body;
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return (" \n" + text.replace("},{\"annotations", "}\r\n, \t{\"annotations") + " \n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** An answer that comes in pieces of any size. */
  private static final class Dripping extends ByteArrayInputStream {
    private final Random random;

    Dripping(byte[] body, Random random) {
      super(body);
      this.random = random;
    }

    @Override
    public int read(byte[] out, int offset, int length) {
      return super.read(out, offset, Math.min(length, 1 + random.nextInt(3000)));
    }
  }
}
