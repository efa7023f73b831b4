package org.toban.notice;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * Notices as notifications of the Linux desktop, by D-Bus. A repeated notice takes the place of the
 * earlier one of its incident; a click on one names the incident to the listener. A desktop without
 * a notification service is a reason, not an exception, and is tried again at the next notice.
 */
public final class DesktopChannel implements Channel {
  private static final int REMEMBERED = 200;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 1_000;

  private final @Nullable String address;
  private final String openLabel;
  private final Consumer<String> chosen;
  private @Nullable Desktop desktop;

  /** The ids of shown notifications by incident, the newest last. */
  private final Map<String, UInt32> shown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UInt32> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** A connection to a desktop and what its notification service can do. */
  private record Desktop(
      DBusConnection connection, Notifications service, List<String> capabilities) {}

  /**
   * A channel that connects at its first notice.
   *
   * @param address of the session bus; null for that of the environment
   * @param openLabel what the button that opens an incident says
   * @param chosen gets the incident's id when a person clicks; called on a thread of D-Bus
   */
  public DesktopChannel(@Nullable String address, String openLabel, Consumer<String> chosen) {
    this.address = address;
    this.openLabel = openLabel;
    this.chosen = chosen;
  }

  @Override
  public String name() {
    return "desktop";
  }

  @Override
  public synchronized @Nullable String send(Notice notice) {
    try {
      Desktop now = desktop == null ? connect() : desktop;
      desktop = now;
      show(now, notice);
      return null;
    } catch (DBusException | DBusExecutionException e) {
      disconnect();
      return "no notification service answers: " + e.getMessage();
    } catch (RuntimeException e) {
      disconnect();
      return "notification failed: " + e;
    }
  }

  /** Why notices cannot be shown now; null when they can. Shows nothing. */
  public synchronized @Nullable String problem() {
    try {
      desktop = desktop == null ? connect() : desktop;
      return null;
    } catch (DBusException | RuntimeException e) {
      disconnect();
      return "no notification service answers: " + e.getMessage();
    }
  }

  private Desktop connect() throws DBusException {
    DBusConnection connection =
        (address == null
                ? DBusConnectionBuilder.forSessionBus()
                : DBusConnectionBuilder.forAddress(address))
            .withShared(false)
            .transportConfig()
            .withTimeout(CONNECT_MILLIS)
            .back()
            .build();
    try {
      Notifications service =
          connection.getRemoteObject(
              "org.freedesktop.Notifications",
              "/org/freedesktop/Notifications",
              Notifications.class);
      connection.addSigHandler(Notifications.ActionInvoked.class, this::clicked);
      return new Desktop(connection, service, service.capabilities());
    } catch (DBusException | RuntimeException e) {
      connection.disconnect();
      throw e;
    }
  }

  private void show(Desktop on, Notice notice) {
    String key = notice.incident() == null ? "" : notice.incident();
    boolean canOpen = notice.incident() != null && on.capabilities().contains("actions");
    boolean critical = notice.severity() == Severity.CRITICAL;
    UInt32 id =
        on.service()
            .show(
                "Toban",
                key.isEmpty() ? new UInt32(0) : shown.getOrDefault(key, new UInt32(0)),
                "dialog-warning",
                plain(notice.title(), MAX_TITLE),
                body(plain(notice.body(), MAX_BODY), on.capabilities().contains("body-markup")),
                canOpen ? List.of("default", openLabel) : List.of(),
                Map.of("urgency", new Variant<>(urgency(notice.severity()), "y")),
                critical ? 0 : -1);
    if (!key.isEmpty()) {
      shown.put(key, id);
    }
  }

  private static byte urgency(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 2;
      case UNKNOWN, WARNING -> 1;
      case INFO, NONE -> 0;
    };
  }

  /** The body may be markup where the service says so: then nothing of the text may be. */
  private static String body(String text, boolean markup) {
    return markup ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
  }

  /** Without control characters and marks that turn text around, and not longer than a limit. */
  private static String plain(String text, int limit) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(limit)
        .filter(c -> c == '\n' || !Character.isISOControl(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private void clicked(Notifications.ActionInvoked action) {
    String incident = incidentOf(action.id());
    if (incident != null) {
      chosen.accept(incident);
    }
  }

  private synchronized @Nullable String incidentOf(UInt32 id) {
    return shown.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private void disconnect() {
    if (desktop != null) {
      try {
        desktop.connection().close();
      } catch (IOException e) {
        // it is gone already
      }
      desktop = null;
      shown.clear();
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
  }
}
