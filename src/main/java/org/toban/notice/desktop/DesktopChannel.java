package org.toban.notice.desktop;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Plain;

/**
 * Notices as notifications of the Linux desktop, by D-Bus. A repeated notice takes the place of the
 * earlier one of its incident; what a person chooses on one is told to the listener. A desktop
 * without a notification service is a temporary fault, for one may start.
 */
public final class DesktopChannel implements Channel {
  private static final int REMEMBERED = 200;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 1_000;

  private final @Nullable String address;
  private final Labels labels;
  private final Consumer<Choice> chosen;
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

  /** What the buttons say. */
  public record Labels(String open, String acknowledge, String runbook, String snooze) {
    public static Labels english() {
      return new Labels("Open", "Acknowledge", "Runbook", "Snooze 30 min");
    }

    public static Labels japanese() {
      return new Labels("開く", "確認", "手順書", "30分後に再通知");
    }

    private String of(Choice.Act act) {
      return switch (act) {
        case OPEN -> open;
        case ACKNOWLEDGE -> acknowledge;
        case RUNBOOK -> runbook;
        case SNOOZE -> snooze;
      };
    }
  }

  /** A connection to a desktop and what its notification service can do. */
  private record Desktop(
      DBusConnection connection, Notifications service, List<String> capabilities) {}

  /**
   * A channel that connects at its first notice.
   *
   * @param address of the session bus; null for that of the environment
   * @param chosen gets what a person chooses; called on a thread of D-Bus
   */
  public DesktopChannel(@Nullable String address, Labels labels, Consumer<Choice> chosen) {
    this.address = address;
    this.labels = labels;
    this.chosen = chosen;
  }

  @Override
  public String name() {
    return "desktop";
  }

  @Override
  public String meaning() {
    return "the desktop's notification service took it over; whether it was seen, nobody knows";
  }

  @Override
  public synchronized Delivery send(Letter letter, @Nullable Earlier earlier) {
    try {
      Desktop now = desktop == null ? connect() : desktop;
      desktop = now;
      show(now, letter.notice());
      return Delivery.sent();
    } catch (DBusException | DBusExecutionException e) {
      disconnect();
      return Delivery.temporary("no notification service answers: " + e.getMessage());
    } catch (RuntimeException e) {
      disconnect();
      return Delivery.temporary("notification failed: " + e);
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
                Plain.line(notice.title(), MAX_TITLE),
                body(Plain.text(notice.body(), MAX_BODY), readsMarkup(on.capabilities())),
                canOpen ? actions() : List.of(),
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

  /** Dunst reads markup though it promises only links, when its configuration says nothing. */
  private static boolean readsMarkup(List<String> capabilities) {
    return capabilities.contains("body-markup") || capabilities.contains("body-hyperlinks");
  }

  /** The body may be markup where the service says so: then nothing of the text may be. */
  private static String body(String text, boolean markup) {
    return markup ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
  }

  /** Keys and labels in turn, as the specification wants them. */
  private List<String> actions() {
    return Stream.of(Choice.Act.values())
        .flatMap(act -> Stream.of(act.key, labels.of(act)))
        .toList();
  }

  private void clicked(Notifications.ActionInvoked action) {
    String incident = incidentOf(action.id());
    for (Choice.Act act : Choice.Act.values()) {
      if (incident != null && act.key.equals(action.key())) {
        chosen.accept(new Choice(incident, act));
      }
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
