package org.toban.notice.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.testbed.SessionBus;

/** Against a real, private D-Bus daemon with a notification service that notes what it is told. */
@Tag("server")
class DesktopChannelTest {
  private final LinkedBlockingQueue<Choice> clicked = new LinkedBlockingQueue<>();
  private final Desk desk = new Desk();
  private SessionBus bus;
  private DBusConnection connection;
  private DesktopChannel channel;

  @BeforeEach
  void startBus() throws Exception {
    bus = SessionBus.start();
    channel = new DesktopChannel(bus.address(), DesktopChannel.Labels.english(), clicked::add);
    offer();
  }

  private void offer() throws DBusException {
    connection = DBusConnectionBuilder.forAddress(bus.address()).withShared(false).build();
    connection.requestBusName("org.freedesktop.Notifications");
    connection.exportObject("/org/freedesktop/Notifications", desk);
  }

  @AfterEach
  void stopBus() throws Exception {
    channel.close();
    connection.close();
    bus.close();
  }

  @Test
  void showsACriticalUntilItIsSeen() {
    assertThat(
            channel.send(
                letter("INC-1", Severity.CRITICAL, "ServiceDown web-1", "15 min left"), null))
        .isEqualTo(Delivery.sent());
    Shown shown = desk.shown.getFirst();
    assertThat(shown.summary()).isEqualTo("ServiceDown web-1");
    assertThat(shown.body()).isEqualTo("15 min left");
    assertThat(shown.urgency()).isEqualTo((byte) 2);
    assertThat(shown.milliseconds()).isZero();
    assertThat(shown.actions())
        .containsExactly(
            "default",
            "Open",
            "acknowledge",
            "Acknowledge",
            "runbook",
            "Runbook",
            "snooze",
            "Snooze 30 min");
  }

  /** T14: the body may be markup, so no text of an alert may be. */
  @Test
  void escapesMarkupWhereTheDesktopReadsIt() {
    String evil = "<a href='http://evil'>x</a> & <img src=x>\u202Eable\u0007";
    channel.send(letter("INC-1", Severity.WARNING, evil, evil), null);
    desk.capabilities = List.of("body");
    channel.close();
    channel.send(letter("INC-2", Severity.WARNING, evil, evil), null);
    assertThat(desk.shown.get(0).body())
        .isEqualTo("&lt;a href='http://evil'&gt;x&lt;/a&gt; &amp; &lt;img src=x&gt;able");
    assertThat(desk.shown.get(1).body()).isEqualTo("<a href='http://evil'>x</a> & <img src=x>able");
    assertThat(desk.shown.get(0).summary()).doesNotContain("\u202E", "\u0007");
    assertThat(desk.shown.get(1).actions()).as("without the capability").isEmpty();
  }

  @Test
  void aRepeatTakesThePlaceOfTheFirst() {
    channel.send(letter("INC-1", Severity.CRITICAL, "a", ""), null);
    channel.send(letter("INC-2", Severity.CRITICAL, "b", ""), null);
    channel.send(letter("INC-1", Severity.CRITICAL, "a again", ""), null);
    channel.send(letter(null, Severity.WARNING, "a source is blind", ""), null);
    assertThat(desk.shown).extracting(Shown::replaces).containsExactly(0L, 0L, 1L, 0L);
  }

  @Test
  void aClickNamesTheIncident() throws Exception {
    channel.send(letter("INC-1", Severity.CRITICAL, "a", ""), null);
    channel.send(letter("INC-2", Severity.CRITICAL, "b", ""), null);
    connection.sendMessage(
        new Notifications.ActionInvoked(
            "/org/freedesktop/Notifications", new UInt32(99), "default"));
    connection.sendMessage(
        new Notifications.ActionInvoked(
            "/org/freedesktop/Notifications", new UInt32(2), "nonsense"));
    for (String key : List.of("default", "acknowledge", "runbook", "snooze")) {
      connection.sendMessage(
          new Notifications.ActionInvoked("/org/freedesktop/Notifications", new UInt32(2), key));
    }
    for (Choice.Act act : Choice.Act.values()) {
      assertThat(clicked.poll(1, TimeUnit.MINUTES)).isEqualTo(new Choice("INC-2", act));
    }
    assertThat(clicked).isEmpty();
  }

  @Test
  void aDesktopWithoutTheServiceIsAReasonAndIsTriedAgain() throws Exception {
    connection.releaseBusName("org.freedesktop.Notifications");
    assertThat(channel.send(letter("INC-1", Severity.CRITICAL, "a", ""), null))
        .asString()
        .contains("Temporary", "no notification service answers");
    connection.requestBusName("org.freedesktop.Notifications");
    assertThat(channel.send(letter("INC-1", Severity.CRITICAL, "a", ""), null))
        .isEqualTo(Delivery.sent());
  }

  @Test
  void noBusAtAllIsAReason() {
    try (DesktopChannel none =
        new DesktopChannel(
            "unix:path=/nonexistent", DesktopChannel.Labels.english(), clicked::add)) {
      assertThat(none.send(letter("INC-1", Severity.CRITICAL, "a", ""), null))
          .isInstanceOf(Delivery.Temporary.class);
    }
  }

  private static Letter letter(
      @Nullable String incident, Severity severity, String title, String body) {
    Notice notice = new Notice(incident, severity, title, body, "on-call", "a test");
    return Letter.now("k", "desktop", notice, List.of(), Instant.EPOCH);
  }

  private record Shown(
      long replaces,
      String summary,
      String body,
      List<String> actions,
      Object urgency,
      int milliseconds) {}

  private static final class Desk implements Notifications {
    final List<Shown> shown = new CopyOnWriteArrayList<>();
    volatile List<String> capabilities = List.of("body", "body-markup", "actions");

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
      shown.add(
          new Shown(
              replaces.longValue(),
              summary,
              body,
              actions,
              java.util.Objects.requireNonNull(hints.get("urgency")).getValue(),
              milliseconds));
      return new UInt32(shown.size());
    }

    @Override
    public List<String> capabilities() {
      return capabilities;
    }

    @Override
    public String getObjectPath() {
      return "/org/freedesktop/Notifications";
    }
  }
}
