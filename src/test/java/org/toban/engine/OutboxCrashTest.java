package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.history.SqliteHistory;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.testbed.Server;

/**
 * Kills a console with SIGKILL at random moments while it notifies, again and again: every incident
 * that is stored has a letter, every letter reaches the other side, and a repeat has the same key.
 */
class OutboxCrashTest {
  private static final int ROUNDS = Integer.getInteger("outbox.rounds", 10);

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();

  @Test
  void noLetterIsLostByAKill() throws Exception {
    HttpServer sink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/",
        exchange -> {
          byte[] key = exchange.getRequestBody().readAllBytes();
          received.add(new String(key, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
    Path file = folder.resolve("history.db");
    int port = sink.getAddress().getPort();
    Random random = new Random(4);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        live(file, port, "life-" + round, received.size() + 1 + random.nextInt(60));
      }
      live(file, port, "last", -1);
    } finally {
      sink.stop(0);
    }
    assertThat(received).as("twice in one life").doesNotHaveDuplicates();
    Map<String, String> letters = texts(file, "SELECT key, state FROM letter");
    Set<String> keys = new HashSet<>();
    received.forEach(it -> keys.add(it.split(" ", 2)[0]));
    assertThat(letters.values()).as("nothing waits any more").doesNotContain("waiting");
    letters.forEach((key, state) -> {
      if (state.equals("sent")) {
        assertThat(keys).as("said to be sent").contains(key);
      }
    });
    assertThat(letters.keySet()).as("sent before it was stored").containsAll(keys);
    String without =
        "SELECT id, phase FROM incident WHERE NOT EXISTS"
            + " (SELECT 1 FROM letter WHERE instr(letter.json, incident.id) > 0)";
    assertThat(texts(file, without)).as("incidents without a letter").isEmpty();
    System.out.printf(
        "outbox: %d kills, %d letters, %d received, %d of them twice%n",
        ROUNDS, letters.size(), received.size(), received.size() - keys.size());
    assertThat(letters.size()).isGreaterThan(ROUNDS);
  }

  private static Map<String, String> texts(Path file, String sql) throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery(sql)) {
      while (lines.next()) {
        texts.put(lines.getString(1), lines.getString(2));
      }
    }
    return texts;
  }

  /** One life of a console, killed when so many were received; -1: until all is sent. */
  private void live(Path file, int port, String name, int until) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                OutboxCrashTest.class.getName(),
                file.toString(),
                "" + port,
                name,
                until < 0 ? "drain" : "watch")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("started");
      if (until >= 0) {
        Server.await("letters", Duration.ofSeconds(60), () -> received.size() >= until);
      } else {
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("everything sent").isTrue();
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }

  /** The child: ever new critical alerts, or only what waits. */
  static void main(String[] arguments) throws Exception {
    URI sink = URI.create("http://127.0.0.1:" + arguments[1] + "/");
    boolean drain = arguments[3].equals("drain");
    try (SqliteHistory history = SqliteHistory.open(Path.of(arguments[0]))) {
      Engine engine = engine(history, sink, arguments[2]);
      engine.start();
      System.out.println("started");
      List<Alert> firing = new ArrayList<>();
      while (!drain) {
        String host = arguments[2] + "-" + firing.size();
        firing.add(Story.alert("Plain", host, Instant.now(), "severity", "critical"));
        Instant now = Instant.now();
        engine.read(new Reading.Complete("prod", now, Alerts.of(firing), Duration.ofMillis(1)));
        Thread.sleep(3);
      }
      while (!history.waitingLetters().isEmpty()) {
        Thread.sleep(20);
      }
      engine.close();
    }
  }

  private static Engine engine(SqliteHistory history, URI sink, String life) {
    SourceSettings source =
        new SourceSettings(
            "prod",
            SourceSettings.Kind.ALERTMANAGER,
            List.of(URI.create("http://127.0.0.1:1")),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            1 << 20,
            null,
            SourceSettings.Http.plain());
    Runner nobody =
        new Runner() {
          @Override
          public Outcome run(Job job, java.util.function.Consumer<String> output) {
            throw new IllegalStateException("nothing runs here");
          }

          @Override
          public void stop(String runId) {}

          @Override
          public void close() {}
        };
    Parts parts =
        new Parts(
            history,
            nobody,
            List.of(new Post(sink, life)),
            name -> {},
            Parts.Approvals.unkept(),
            (on, at, by, reason) -> {},
            InstantSource.system());
    return new Engine(
        Story.settings(Story.answering(1_000_000)),
        new Estate(List.of(source), Inventory.empty(), Story.LIBRARY, Trust.nothing(), null),
        parts);
  }

  /** Posts the key of each letter and its own life's name. */
  private record Post(URI sink, String life) implements Channel {
    @Override
    public String name() {
      return "desktop";
    }

    @Override
    public String meaning() {
      return "the sink has it";
    }

    @Override
    public Delivery send(Letter letter, @Nullable Earlier earlier) {
      try {
        HttpURLConnection connection = (HttpURLConnection) sink.toURL().openConnection();
        connection.setDoOutput(true);
        connection
            .getOutputStream()
            .write((letter.key() + " " + life).getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        connection.getInputStream().close();
        return status == 200 ? Delivery.sent() : Delivery.temporary("" + status);
      } catch (IOException e) {
        return Delivery.temporary(e.toString());
      }
    }

    @Override
    public void close() {}
  }
}
