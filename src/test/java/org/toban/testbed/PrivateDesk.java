package org.toban.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.toban.notice.desktop.Notifications;

/** A D-Bus daemon of its own with a notification service that notes when it was told what. */
public final class PrivateDesk implements AutoCloseable {
  private final Process daemon;
  private final String address;
  private final DBusConnection connection;
  private final Service service = new Service();

  /** One call of {@code Notify}. */
  public record Call(long nanos, String summary) {}

  public PrivateDesk() throws IOException, DBusException {
    daemon =
        new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader answer = daemon.inputReader(StandardCharsets.UTF_8);
    address = answer.readLine();
    connection = DBusConnectionBuilder.forAddress(address).withShared(false).build();
    connection.requestBusName("org.freedesktop.Notifications");
    connection.exportObject("/org/freedesktop/Notifications", service);
  }

  public String address() {
    return address;
  }

  /** The calls that nobody has taken yet, in order. */
  public BlockingQueue<Call> calls() {
    return service.calls;
  }

  @Override
  public void close() throws IOException {
    connection.close();
    daemon.destroy();
  }

  private static final class Service implements Notifications {
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicLong last = new AtomicLong();

    @Override
    public UInt32 show(
        String application,
        UInt32 replaces,
        String icon,
        String summary,
        String body,
        List<String> actions,
        Map<String, Variant<?>> hints,
        int milliseconds) {
      calls.add(new Call(System.nanoTime(), summary));
      return new UInt32(last.incrementAndGet());
    }

    @Override
    public List<String> capabilities() {
      return List.of("body", "actions");
    }

    @Override
    public String getObjectPath() {
      return "/org/freedesktop/Notifications";
    }
  }
}
