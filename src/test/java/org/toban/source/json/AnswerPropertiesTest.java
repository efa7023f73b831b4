package org.toban.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.AnswerWriter;
import org.toban.source.SomeAlerts;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** What is written is what is read; what did not change is the same object. */
class AnswerPropertiesTest {
  @Provide
  Arbitrary<List<Alert>> listed() {
    return SomeAlerts.alerts(Alert.State.ACTIVE, Alert.State.SUPPRESSED)
        .list()
        .uniqueElements(Alert::fingerprint)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Alert>> ruled() {
    return SomeAlerts.alerts(Alert.State.PENDING)
        .list()
        .uniqueElements(Alert::fingerprint)
        .ofMaxSize(30);
  }

  @Property(tries = 300)
  void alertmanagerAnswersAreReadAsWritten(@ForAll("listed") List<Alert> alerts) {
    byte[] body = AnswerWriter.alertmanager(alerts, SomeAlerts.START);
    Alerts read = new Answers(Kind.ALERTMANAGER).read(body, Alerts.none());
    assertThat(List.copyOf(read)).isEqualTo(alerts);
  }

  @Property(tries = 300)
  void prometheusAnswersAreReadAsWritten(@ForAll("ruled") List<Alert> alerts) {
    Alerts read = new Answers(Kind.PROMETHEUS).read(AnswerWriter.prometheus(alerts), Alerts.none());
    assertThat(List.copyOf(read)).isEqualTo(alerts);
  }

  @Property(tries = 300)
  void whatIsSentAgainIsTheSameObject(@ForAll("listed") List<Alert> alerts, @ForAll Random random) {
    Answers answers = new Answers(Kind.ALERTMANAGER);
    Alerts before =
        answers.read(AnswerWriter.alertmanager(alerts, SomeAlerts.START), Alerts.none());
    List<Alert> shuffled = new ArrayList<>(alerts);
    Collections.shuffle(shuffled, random);
    for (List<Alert> order : List.of(alerts, shuffled)) {
      byte[] again = AnswerWriter.alertmanager(order, SomeAlerts.START.plusSeconds(15));
      assertThat(answers.read(again, before)).isSameAs(before);
    }
  }

  @Property(tries = 300)
  void onlyWhatChangedIsAnotherObject(@ForAll("listed") List<Alert> alerts, @ForAll Random random) {
    Answers answers = new Answers(Kind.ALERTMANAGER);
    Alerts before =
        answers.read(AnswerWriter.alertmanager(alerts, SomeAlerts.START), Alerts.none());
    List<Alert> next = new ArrayList<>();
    Set<Alert> touched = new HashSet<>();
    for (Alert alert : alerts) {
      switch (random.nextInt(5)) {
        case 0 -> {} // gone
        case 1 -> {
          Map<String, String> annotations = new HashMap<>(alert.annotations());
          annotations.merge("summary", "!", String::concat);
          Alert changed = SomeAlerts.with(alert, annotations);
          touched.add(changed);
          next.add(changed);
        }
        default -> next.add(alert);
      }
    }
    if (random.nextBoolean()) {
      Collections.shuffle(next, random);
    }
    Alerts after = answers.read(AnswerWriter.alertmanager(next, SomeAlerts.START), before);
    assertThat(Set.copyOf(after)).isEqualTo(Set.copyOf(next));
    for (Alert alert : after) {
      if (touched.contains(alert)) {
        assertThat(alert).isNotSameAs(before.get(alert.fingerprint()));
        assertThat(alert.labels()).isSameAs(before.get(alert.fingerprint()).labels());
      } else {
        assertThat(alert).isSameAs(before.get(alert.fingerprint()));
      }
    }
  }

  /** Network packets end anywhere, also within a character. */
  @Property(tries = 100)
  void anyDivisionIntoPacketsReadsTheSame(
      @ForAll("listed") List<Alert> alerts, @ForAll Random random) throws IOException {
    byte[] body = AnswerWriter.alertmanager(alerts, SomeAlerts.START);
    InputStream packets =
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
          }
        };
    Alerts read = new Answers(Kind.ALERTMANAGER).read(packets, Alerts.none());
    assertThat(List.copyOf(read)).isEqualTo(alerts);
  }

  /** Whatever bytes come, there are alerts or a fault, and nothing else. */
  @Property(tries = 3000)
  void brokenBytesAreAFaultOrAlerts(@ForAll Random random) {
    Kind kind = random.nextBoolean() ? Kind.ALERTMANAGER : Kind.PROMETHEUS;
    List<Alert> alerts = SomeAlerts.numbered(3);
    byte[] body =
        kind == Kind.ALERTMANAGER
            ? AnswerWriter.alertmanager(alerts, SomeAlerts.START)
            : AnswerWriter.prometheus(alerts);
    int strikes = 1 + random.nextInt(4);
    for (int i = 0; i < strikes; i++) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(3)) {
        case 0 -> body[at] = (byte) random.nextInt();
        case 1 -> body[at] = (byte) "[]{}:,\"\\0-eE.tfn".charAt(random.nextInt(16));
        default -> {
          int length = Math.min(random.nextInt(40), body.length - at);
          System.arraycopy(body, random.nextInt(body.length - length), body, at, length);
        }
      }
    }
    try {
      new Answers(kind).read(new ByteArrayInputStream(body), Alerts.none());
    } catch (PollFailure e) {
      assertThat(e.fault()).isInstanceOf(Fault.Unreadable.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
