package org.toban.ui.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.testbed.Server;
import org.toban.testbed.SessionBus;

/** Against a real, private D-Bus daemon with a tray host that reads the item as a panel would. */
@Tag("server")
class StatusNotifierTrayTest {
  private static final TrayFace GREEN = face(null, false, 0);
  private static final TrayFace CRITICAL = face(Severity.CRITICAL, false, 3);
  private static final TrayFace BLIND = face(Severity.CRITICAL, true, 3);

  private static TrayFace face(@Nullable Severity worst, boolean blind, int active) {
    return new TrayFace(worst, blind, active, false, TrayFace.Watch.UNSAID);
  }

  private final LinkedBlockingQueue<String> chosen = new LinkedBlockingQueue<>();
  private SessionBus bus;
  private Panel panel;
  private @Nullable Tray tray;

  @BeforeEach
  void startBus() throws Exception {
    bus = SessionBus.start();
    panel = new Panel(bus.address());
  }

  @AfterEach
  void stopBus() throws Exception {
    if (tray != null) {
      tray.close();
    }
    panel.close();
    bus.close();
  }

  @Test
  void registersWithThePanelAndShowsItself() throws Exception {
    open(GREEN);
    assertThat(tray.isShown()).isTrue();
    Map<String, Variant<?>> item = panel.item();
    assertThat(text(item, "Id")).isEqualTo("toban");
    assertThat(text(item, "Category")).isEqualTo("ApplicationStatus");
    assertThat(text(item, "Status")).isEqualTo("Active");
    assertThat(item.get("ItemIsMenu").getValue()).isEqualTo(false);
    assertThat(item.get("Menu").getValue().toString()).isEqualTo("/MenuBar");
    assertThat(panel.tip()).containsExactly("Toban", "nothing fires");
    assertThat(panel.icon(22)).isEqualTo(TrayIcon.pixels(GREEN, 22));
  }

  @Test
  void tellsThePanelWhenTheWorstOrTheSightChanges() throws Exception {
    open(GREEN);
    TrayFace mine = new TrayFace(null, false, 0, false, TrayFace.Watch.MINE);
    TrayFace anothers = new TrayFace(null, false, 0, false, TrayFace.Watch.ANOTHERS);
    for (TrayFace face : List.of(CRITICAL, BLIND, GREEN, mine, anothers)) {
      tray.show(state(face, "about " + face, false));
      assertThat(panel.told.poll(1, TimeUnit.MINUTES)).isEqualTo("NewIcon");
      assertThat(panel.told.poll(1, TimeUnit.MINUTES)).isEqualTo("NewToolTip");
      assertThat(panel.told.poll(1, TimeUnit.MINUTES)).isEqualTo("LayoutUpdated");
      assertThat(panel.icon(16)).isEqualTo(TrayIcon.pixels(face, 16));
      assertThat(panel.tip()).containsExactly("Toban", "about " + face);
    }
  }

  @Test
  void theMenuIsDrawnAndActs() throws Exception {
    open(CRITICAL);
    assertThat(panel.lines())
        .containsExactly("Open Toban (3)", "---", "[ ] 自動対応を止める", "---", "Quit");
    panel.menu().Event(1, "clicked", new Variant<>(0), new UInt32(0));
    assertThat(chosen.poll(1, TimeUnit.MINUTES)).isEqualTo("open");
    panel.menu().Event(3, "clicked", new Variant<>(0), new UInt32(0));
    assertThat(chosen.poll(1, TimeUnit.MINUTES)).isEqualTo("hold");
    panel.menu().Event(5, "hovered", new Variant<>(0), new UInt32(0));
    panel.menu().Event(2, "clicked", new Variant<>(0), new UInt32(0));
    panel.menu().Event(99, "clicked", new Variant<>(0), new UInt32(0));
    panel
        .menu()
        .EventGroup(List.of(new DbusMenu.Happening(5, "clicked", new Variant<>(0), new UInt32(0))));
    assertThat(chosen.poll(1, TimeUnit.MINUTES)).as("after a hover").isEqualTo("quit");
    assertThat(chosen).isEmpty();
    tray.show(state(CRITICAL, "held", true));
    assertThat(panel.lines()).contains("[x] 自動対応を止める");
  }

  @Test
  void aClickOnTheIconOpens() throws Exception {
    open(GREEN);
    panel.clicks().Activate(10, 10);
    assertThat(chosen.poll(1, TimeUnit.MINUTES)).isEqualTo("activate");
  }

  @Test
  void aPanelThatStartsAgainGetsTheIconAgain() throws Exception {
    open(CRITICAL);
    panel.close();
    Server.await("the icon is known to be gone", Duration.ofMinutes(1), () -> !tray.isShown());
    panel = new Panel(bus.address());
    Server.await("registered again", Duration.ofMinutes(1), () -> !panel.registered.isEmpty());
    Server.await("the icon is known to be back", Duration.ofMinutes(1), tray::isShown);
    assertThat(panel.icon(24)).isEqualTo(TrayIcon.pixels(CRITICAL, 24));
  }

  @Test
  void noPanelIsNoTray() throws Exception {
    panel.close();
    assertThat(StatusNotifierTray.open(bus.address(), state(GREEN, "", false), () -> {})).isNull();
  }

  private void open(TrayFace face) {
    tray =
        StatusNotifierTray.open(
            bus.address(), state(face, "nothing fires", false), () -> chosen.add("activate"));
    assertThat(tray).isNotNull();
  }

  private TrayState state(TrayFace face, String detail, boolean held) {
    return new TrayState(
        face,
        "Toban",
        detail,
        List.of(
            new TrayMenu.Entry("Open Toban (" + face.active() + ")", () -> chosen.add("open")),
            new TrayMenu.Separator(),
            new TrayMenu.Check("自動対応を止める", held, () -> chosen.add("hold")),
            new TrayMenu.Separator(),
            new TrayMenu.Entry("Quit", () -> chosen.add("quit"))));
  }

  private static String text(Map<String, Variant<?>> item, String name) {
    return String.valueOf(item.get(name).getValue());
  }
}
