package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.engine.Command;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.ui.parts.Preferences.Theme;

/** A dry run asks for the host's name, and says that two people must agree. */
class ConsentFormTest {
  private static final String BOOK =
      """
      # Alert: DiskFull

      ## Diagnose

      ```bash { name=look host=web-1 confirm=host }
      df
      ```

      ## Respond

      ```bash { name=delete host=web-1 confirm=host approve=2 }
      rm -r /srv/old
      ```

      ```bash { name=plain host=web-1 }
      true
      ```
      """;

  private static OnScreen open(String language) {
    Library library = RunbookReader.read(List.of(new MarkdownFile("disk.md", BOOK)));
    OnScreen screen = OnScreen.open(new FakeParts(language), Theme.DARK, 1440, 900);
    screen.show(new Boards(language, library).one("DiskFull"));
    Pictures.select(screen, "DiskFull");
    return screen;
  }

  private static String step(OnScreen screen, String name) {
    return screen.all(Button.class).stream()
        .map(Button::getId)
        .filter(id -> id != null && id.startsWith("dry-") && id.endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean mayRun(OnScreen screen) {
    return OnScreen.fx(() -> !screen.get("dry-run-now", Button.class).isDisabled());
  }

  @Test
  void itRunsWhenTheHostsNameIsTypedAndNotBefore() {
    try (OnScreen screen = open("en")) {
      screen.fire(step(screen, "respond-delete"));
      assertThat(Objects.requireNonNull(screen.focused()).getId()).isEqualTo("dry-confirm");
      assertThat(screen.get("dry-two", Label.class).getText()).contains("Two people");
      assertThat(mayRun(screen)).isFalse();
      screen.key(KeyCode.ENTER);
      screen.write("web-");
      assertThat(mayRun(screen)).isFalse();
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent).isEmpty();
      screen.write("1");
      assertThat(mayRun(screen)).isTrue();
      screen.picture("consent-en");
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent)
          .singleElement()
          .isInstanceOfSatisfying(
              Command.RunStep.class, it -> assertThat(it.typed()).isEqualTo("web-1"));
    }
  }

  /** What else runs at once opens its dry run. */
  @Test
  void aReadingBlockAsksToo() {
    try (OnScreen screen = open("ja")) {
      screen.type("r");
      assertThat(screen.fake.sent).isEmpty();
      assertThat(screen.get("dry-confirm", TextField.class).getAccessibleText()).contains("web-1");
    }
  }

  @Test
  void otherBlocksAskNothing() {
    try (OnScreen screen = open("en")) {
      screen.fire(step(screen, "respond-plain"));
      assertThat(mayRun(screen)).isTrue();
      assertThat(screen.all(TextField.class)).noneMatch(it -> "dry-confirm".equals(it.getId()));
    }
  }
}
