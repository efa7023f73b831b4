package org.toban.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A real dbus-daemon of a test's own: a session bus with nobody else on it. */
public final class SessionBus implements AutoCloseable {
  private final Process daemon;
  private final String address;

  private SessionBus(Process daemon, String address) {
    this.daemon = daemon;
    this.address = address;
  }

  public static SessionBus start() throws IOException {
    Process daemon =
        new ProcessBuilder(
                Server.program("dbus-daemon"),
                "--session",
                "--nofork",
                "--nopidfile",
                "--print-address")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // A test JVM that ends early leaves no daemon behind.
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::destroyForcibly));
    BufferedReader answer = daemon.inputReader(StandardCharsets.UTF_8);
    String address = answer.readLine();
    if (address == null) {
      throw new AssertionError("dbus-daemon gave no address");
    }
    return new SessionBus(daemon, address);
  }

  public String address() {
    return address;
  }

  @Override
  public void close() throws InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("dbus-daemon did not end");
    }
  }
}
