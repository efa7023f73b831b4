package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alerts;
import org.toban.source.json.Answers;
import org.toban.testbed.Http;
import org.toban.testbed.Server;

class DoorbellTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String TOKEN = "0123456789abcdef";
  private static final String FORGED =
      "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Forged\"}}]}";

  private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
  private final AtomicInteger polls = new AtomicInteger();

  private record Quiet(String name, AtomicInteger polls) implements Source {
    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public Reading read(InstantSource clock) {
      polls.incrementAndGet();
      return new Reading.Complete(name, clock.instant(), Alerts.none(), Duration.ZERO);
    }
  }

  private static Doorbell.Place place(int port) {
    return new Doorbell.Place(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TOKEN);
  }

  private static Doorbell open(Poller poller) throws IOException {
    return Doorbell.open(place(0), Set.of("prod", "tokyo west"), poller::poke);
  }

  private static URI at(Doorbell bell, String path) {
    return place(bell.port()).url().resolve(path);
  }

  private Poller poller() {
    return new Poller(
        List.of(new Quiet("prod", polls), new Quiet("tokyo west", new AtomicInteger())),
        InstantSource.system(),
        readings::add);
  }

  /** T37: a push is a hint and never data. */
  @Test
  void aForgedPushIsOnePollAndNothingElse() throws IOException {
    try (Poller poller = poller();
        Doorbell bell = open(poller)) {
      Server.await("first polls", SOON, () -> readings.size() == 2);
      assertThat(Http.post(at(bell, "/" + TOKEN), FORGED).status()).isEqualTo(200);
      Server.await("both polled again", SOON, () -> readings.size() == 4);
      assertThat(readings).allSatisfy(it -> assertThat(((Reading.Complete) it).alerts()).isEmpty());
      assertThat(Http.post(at(bell, "/" + TOKEN + "/tokyo%20west"), FORGED).status())
          .isEqualTo(200);
      Server.await("the named one", SOON, () -> readings.size() == 5);
      assertThat(polls).hasValue(2);
    }
  }

  @Test
  void aFloodIsFewPolls() throws IOException {
    try (Poller poller = poller();
        Doorbell bell = open(poller)) {
      Server.await("first polls", SOON, () -> readings.size() == 2);
      long begun = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        assertThat(Http.post(at(bell, "/" + TOKEN), FORGED).status()).isEqualTo(200);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Server.await("polled", SOON, () -> polls.get() > 1);
      assertThat(polls.get()).isLessThanOrEqualTo(3 + (int) (took.toMillis() / 500));
    }
  }

  @Test
  void whoDoesNotKnowTheTokenRingsNothing() throws IOException {
    try (Poller poller = poller();
        Doorbell bell = open(poller)) {
      Server.await("first polls", SOON, () -> readings.size() == 2);
      for (String path : List.of("/", "/x", "/" + TOKEN + "x", "/" + TOKEN.substring(1))) {
        assertThat(Http.post(at(bell, "/").resolve(path), FORGED).status()).as(path).isIn(404, 400);
      }
      assertThat(Http.post(at(bell, "/" + TOKEN + "/other"), FORGED).status()).isEqualTo(404);
      assertThat(Http.get(at(bell, "/" + TOKEN)).status()).isEqualTo(405);
      assertThat(Http.post(at(bell, "/" + TOKEN), FORGED).status()).isEqualTo(200);
      Server.await("only this one", SOON, () -> readings.size() == 4);
      assertThat(polls).hasValue(2);
    }
  }

  @Test
  void moreThanAMegabyteIsRefusedAndASlowVisitorHoldsNobodyUp() throws IOException {
    try (Poller poller = poller();
        Doorbell bell = open(poller);
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), bell.port())) {
      Server.await("first polls", SOON, () -> readings.size() == 2);
      slow.getOutputStream()
          .write(
              ("POST /" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
                  .getBytes(StandardCharsets.US_ASCII));
      Server.await("rung before its body came", SOON, () -> polls.get() == 2);
      assertThat(Http.post(at(bell, "/" + TOKEN), "x".repeat(1 << 20)).status()).isEqualTo(200);
      assertThat(status(bell, (1 << 20) + 1)).isIn(413, -1);
    }
  }

  /** The refusal, or -1 when the server hung up before all was sent. */
  private static int status(Doorbell bell, int length) {
    try {
      return Http.post(at(bell, "/" + TOKEN), "x".repeat(length)).status();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void theDoorIsOnLoopbackOnly() {
    assertThatThrownBy(() -> new Doorbell.Place(new InetSocketAddress("0.0.0.0", 1), TOKEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Doorbell.Place(new InetSocketAddress("192.0.2.1", 1), TOKEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLookSaysWhoListens() throws IOException {
    int port = Server.freePort();
    assertThat(Doorbell.look(place(port))).isEqualTo(Doorbell.Found.NOBODY);
    try (Poller poller = poller();
        Doorbell bell = open(poller);
        RawServer other = RawServer.answering(Answers.bytes("{}"))) {
      assertThat(Doorbell.look(place(bell.port()))).isEqualTo(Doorbell.Found.OURS);
      assertThat(Doorbell.look(place(other.url().getPort()))).isEqualTo(Doorbell.Found.ANOTHER);
      assertThatThrownBy(() -> Doorbell.open(place(bell.port()), Set.of(), poller::poke))
          .isInstanceOf(IOException.class);
    }
  }
}
