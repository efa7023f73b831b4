package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.app.setup.FirstSteps;
import org.toban.config.Places;
import org.toban.source.SignIn;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.FxThread;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;
import org.toban.ui.parts.FirstRun;
import org.toban.ui.parts.FirstRun.Answers;

/** From no configuration to a board of one's own, against real servers. */
@Tag("server")
class FirstRunTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String ALERT =
      "[{\"labels\":{\"alertname\":\"GuideWorks\",\"severity\":\"critical\",\"instance\":\"web-1\"},"
          + "\"endsAt\":\"2099-01-01T00:00:00Z\"}]";

  @TempDir Path home;

  private Places places() {
    return Places.of(
        Map.of("USER", "sato", "LANG", "en_US.UTF-8", "XDG_RUNTIME_DIR", home.toString()), home);
  }

  private void knows(SshdServer sshd, Path knownHosts) throws Exception {
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(
        home.resolve(".ssh/config"),
        """
        Host web-1
          HostName 127.0.0.1
          Port %d
          User %s
          IdentityFile %s
          UserKnownHostsFile %s
        """
            .formatted(sshd.port(), sshd.user(), sshd.userKey(), knownHosts));
  }

  @Test
  void byKeyboardFromThePracticeToABoardThatShowsTheAlert() throws Exception {
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(home.resolve("am"));
        PrometheusServer prometheus =
            PrometheusServer.start(
                home.resolve("prom"), "groups: []\n", alertmanager.uri(), Map.of());
        SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      knows(sshd, sshd.knownHosts());
      Path runbooks = Files.createDirectories(home.resolve("books"));
      Files.writeString(
          runbooks.resolve("a.md"), "# Alert: GuideWorks\n\n## Diagnose\n\n- [ ] look\n");
      alertmanager.post(ALERT);
      Server.await("the alert", SOON, () -> alertmanager.alerts().contains("GuideWorks"));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      Surroundings around = new Surroundings(places(), print, print, InstantSource.system());
      Thread program =
          Thread.ofPlatform()
              .start(() -> CommandLineOfToban.run(around, new String[] {"--lang", "en"}));
      awaitFx(() -> find("practice-guide") != null);
      press("practice-guide");
      tries("guide-alertmanager", alertmanager.uri().toString(), "✓ It answers.*1 alert.*");
      tabTo("guide-prometheus");
      tries("guide-prometheus", prometheus.uri().toString(), "no alerts fire");
      press("guide-next");
      tries("guide-folder", runbooks.toString(), "1 runbook, no alert table");
      press("guide-next");

      awaitFx(() -> find("guide-host-web-1") != null);
      tabTo("guide-host-web-1");
      key(KeyCode.SPACE);
      assertThat(onFx(() -> ((CheckBox) find("guide-host-web-1")).isSelected())).isTrue();
      press("guide-host-web-1-test");
      awaitText("guide-host-web-1-found", "✓ .* in [0-9,]+ ms");
      press("guide-next");

      awaitFx(() -> "guide-next".equals(focused()) && find("guide-text") != null);
      key(KeyCode.SPACE);
      awaitFx(() -> find("practice-guide") == null && shows("GuideWorks"));
      assertThat(home.resolve(".config/toban/toban.yml"))
          .content()
          .isEqualTo(
              """
              # What Toban watches. Every key: docs/configuration.md, or Settings in the window.
              # Secrets are never written here, only where they are.
              sources:
                - name: alertmanager
                  alertmanager: %s
                - name: prometheus
                  prometheus: %s
              runbooks: [%s]
              hosts:
                web-1:
                  ssh: web-1
                  match:
                    instance: 'web-1(:[0-9]+)?'
              """
                  .formatted(alertmanager.uri(), prometheus.uri(), runbooks));
      onFx(() -> {
        Node root = scene().getRoot();
        Event.fireEvent(
            root, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.Q, false, true, false, false));
        return 0;
      });
      assertThat(program.join(SOON)).isTrue();
      assertThat(onFx(() -> "answers")).as("the toolkit, for who opens another desk").isNotNull();
    }
  }

  /** Every fault is told, and nothing is written over. */
  @Test
  void whatDoesNotWorkIsTold() throws Exception {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      knows(sshd, Files.writeString(home.resolve("nobody"), ""));
      Places places = places();
      FirstRun steps =
          new FirstSteps(
              places.configFile(),
              places,
              InstantSource.fixed(Instant.EPOCH),
              fault -> Mending.of(fault, new SignIn.None()));
      assertThat(steps.hosts()).containsExactly("web-1");
      FirstRun.Found host = steps.host(Answers.none().withHosts(List.of("web-1")));
      assertThat(host.state()).isEqualTo(FirstRun.State.FAILED);
      assertThat(host.detail().toString()).contains("host key of web-1", "is not known");
      assertThat(steps.source(Answers.none().withSource(true, "prom:9090")).detail().toString())
          .contains("is not a web address");
      FirstRun.Found ssh =
          steps.source(Answers.none().withSource(true, "http://127.0.0.1:" + sshd.port()));
      assertThat(ssh.state()).isEqualTo(FirstRun.State.FAILED);
      assertThat(steps.runbooks(Answers.none().withRunbooks("nowhere")).state())
          .isNotEqualTo(FirstRun.State.OK);
      String text = steps.text(Answers.none().withSource(true, "http://p:9090"), "# ours\n");
      assertThat(steps.write(text)).isEmpty();
      assertThat(steps.write(text)).hasSize(1);
      assertThat(places.configFile()).content().startsWith("# ours\nsources:\n");
    }
  }

  // --- the window, as a keyboard meets it --------------------------------------------------------

  private static <T> T onFx(Callable<T> work) {
    return FxThread.call(work);
  }

  private static void awaitFx(Callable<Boolean> condition) {
    Server.await(
        "the window",
        SOON,
        () -> {
          try {
            return onFx(condition);
          } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException) {
              return false; // no window yet
            }
            throw e;
          }
        });
  }

  /**
   * Writes into a field once it can be written into, which is a pulse after it came; then Enter.
   */
  private static void tries(String id, String text, String pattern) throws Exception {
    awaitFx(() -> id.equals(focused()) && ((Control) find(id)).getSkin() != null);
    write(text);
    key(KeyCode.ENTER);
    awaitText(id + "-found", pattern);
  }

  /** Waits for what a step found; it tells what stands there instead. */
  private static void awaitText(String id, String pattern) throws Exception {
    try {
      awaitFx(() -> Pattern.compile(pattern).matcher(text(id)).find());
    } catch (AssertionError e) {
      throw new AssertionError(id + " says " + onFx(() -> text(id)) + ", focus " + focused(), e);
    }
  }

  private static Scene scene() {
    List<Window> open = new ArrayList<>(Window.getWindows());
    return open.stream()
        .filter(it -> it.isShowing() && it.getScene().lookup("#desk") != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no window"))
        .getScene();
  }

  private static @Nullable Node find(String id) {
    return scene().lookup("#" + id);
  }

  private static @Nullable String focused() {
    Node owner = scene().getFocusOwner();
    return owner == null ? null : owner.getId();
  }

  private static String text(String id) {
    return find(id) instanceof Labeled it ? it.getText() : "";
  }

  private static boolean shows(String text) {
    List<Node> nodes = new ArrayList<>(List.of(scene().getRoot()));
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Text it && it.getText().contains(text)) {
        return true;
      }
      if (nodes.get(i) instanceof Parent it) {
        nodes.addAll(it.getChildrenUnmodifiable());
      }
    }
    return false;
  }

  private static void key(KeyCode code) throws Exception {
    onFx(() -> {
      new Robot().keyType(code);
      return 0;
    });
    onFx(() -> 0);
  }

  private static void write(String text) throws Exception {
    onFx(() -> {
      for (String character : text.split("")) {
        Event.fireEvent(
            scene().getFocusOwner(),
            new KeyEvent(
                KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
      }
      return 0;
    });
  }

  private static void tabTo(String id) throws Exception {
    for (int i = 0; i < 60 && !id.equals(onFx(FirstRunTest::focused)); i++) {
      key(KeyCode.TAB);
    }
    assertThat(onFx(FirstRunTest::focused)).isEqualTo(id);
  }

  private static void press(String id) throws Exception {
    tabTo(id);
    key(KeyCode.SPACE);
  }
}
