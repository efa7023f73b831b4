package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Command;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.ui.parts.Preferences.Theme;

/** What a step asks for is asked before it runs, with the keyboard alone. */
class ValuesFormTest {
  private static final String BOOK =
      """
      | Alert | Level | Response time | Owner | Automatic response |
      |---|---|---|---|---|
      | PodCrashLooping | Critical | within 15 minutes | SRE | none |

      # Alert: PodCrashLooping

      ## Diagnose

      ```bash { name=events }
      kubectl -n <namespace> get events
      ```

      ## Respond

      ```bash { name=delete }
      # Delete the pod, the deployment makes a new one
      kubectl -n <namespace> delete pod <pod> --grace-period="${GRACE:-30}"
      kubectl -n <namespace> rollout status "deploy/<deployment>" $FLAGS
      ```
      """;

  private static OnScreen open(String language, Theme theme) {
    Library library = RunbookReader.read(List.of(new MarkdownFile("pods.md", BOOK)));
    FakeParts parts = new FakeParts(language);
    OnScreen screen = OnScreen.open(parts, theme, 1440, 900);
    Boards boards = new Boards(language, library);
    screen.show(boards.one("PodCrashLooping", "namespace", "shop"));
    Pictures.select(screen, "PodCrashLooping");
    return screen;
  }

  private static TextField input(OnScreen screen, String name) {
    return screen.get("value-" + name, TextField.class);
  }

  private static String problem(OnScreen screen, String name) {
    Label label = screen.get("value-problem-" + name, Label.class);
    return OnScreen.fx(() -> label.isVisible() ? label.getText() : "");
  }

  private static boolean mayRun(OnScreen screen) {
    return OnScreen.fx(() -> !screen.get("dry-run-now", Button.class).isDisabled());
  }

  private static String focus(OnScreen screen) {
    return String.valueOf(Objects.requireNonNull(screen.focused()).getId());
  }

  private static String step(OnScreen screen, String name) {
    return screen.all(Button.class).stream()
        .map(Button::getId)
        .filter(id -> id != null && id.startsWith("dry-") && id.endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatALabelFillsRunsAtOnce() {
    try (OnScreen screen = open("en", Theme.DARK)) {
      screen.type("r");
      assertThat(screen.fake.sent)
          .singleElement()
          .isInstanceOfSatisfying(
              Command.RunStep.class, it -> assertThat(it.stepId()).endsWith("diagnose/events"));
    }
  }

  @Test
  void itRunsWhenEveryValueIsTypedAndNotBefore() {
    try (OnScreen screen = open("en", Theme.DARK)) {
      screen.fire(step(screen, "respond-delete"));
      assertThat(focus(screen)).isEqualTo("value-pod");
      assertThat(input(screen, "namespace").getText()).isEqualTo("shop");
      assertThat(mayRun(screen)).isFalse();
      assertThat(problem(screen, "pod")).isEqualTo("Type a value.");
      assertThat(problem(screen, "namespace")).isEmpty();
      assertThat(problem(screen, "grace")).isEmpty();

      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent).isEmpty();
      screen.write("--all");
      assertThat(problem(screen, "pod")).contains("option");
      OnScreen.fx(() -> {
        input(screen, "pod").clear();
        return 0;
      });
      screen.write("web-0 'x'");
      screen.tabTo("value-deployment");
      screen.write("web");
      assertThat(mayRun(screen)).isFalse();
      screen.tabTo("value-flags");
      screen.write("a b");
      assertThat(problem(screen, "flags")).contains("does not quote it");
      assertThat(mayRun(screen)).isFalse();
      screen.key(KeyCode.BACK_SPACE);
      screen.key(KeyCode.BACK_SPACE);
      assertThat(mayRun(screen)).isTrue();
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent)
          .singleElement()
          .isInstanceOfSatisfying(
              Command.RunStep.class,
              it ->
                  assertThat(it.values())
                      .isEqualTo(
                          Map.of(
                              "namespace",
                              "shop",
                              "pod",
                              "web-0 'x'",
                              "grace",
                              "",
                              "deployment",
                              "web",
                              "flags",
                              "a")));
    }
  }

  @ParameterizedTest
  @CsvSource({"ja,DARK", "ja,LIGHT", "en,DARK", "en,LIGHT"})
  void theFormAsAPicture(String language, Theme theme) {
    String suffix = language + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
    try (OnScreen screen = open(language, theme)) {
      screen.fire(step(screen, "respond-delete"));
      screen.write("web-0");
      screen.tabTo("value-flags");
      screen.write("-v x");
      screen.picture("values-" + suffix);
      assertThat(mayRun(screen)).isFalse();
    }
  }
}
