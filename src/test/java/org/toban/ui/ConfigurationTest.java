package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.config.Places;
import org.toban.config.edit.ConfigText;
import org.toban.saying.Saying;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.Preferences.Theme;

/** toban.yml in the window, by keyboard alone, on a real file. */
class ConfigurationTest {
  private static final String WRITTEN =
      """
      # 当番チームの設定
      sources:
        - name: prod   # the cluster
          alertmanager: [http://am-1:9093, http://am-2:9093]
        - {name: rules, prometheus: 'http://prom:9090'}   # its rules
      # who is told
      notices:
        desktop: true
        rules:
          - by: []
      """;

  @TempDir Path folder;
  private final List<String> takenUp = new ArrayList<>();

  private OnScreen opened(String language, Theme theme, double width) throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(file, WRITTEN);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    FakeParts fake = new FakeParts(language);
    fake.configuring =
        new Configuring() {
          @Override
          public @Nullable ConfigText text() {
            return new ConfigText(file, Places.of(Map.of("USER", "sato"), folder));
          }

          @Override
          public List<Saying> takeUp() {
            takenUp.add("now");
            return List.of();
          }
        };
    OnScreen screen = OnScreen.open(fake, theme, width, 900, "");
    screen.show(fake.boards.busy());
    screen.type("5");
    OnScreen.await(() -> !state(screen).matches("(?s).*being.*|.*います.*"));
    assertThat(state(screen)).matches("(?s)As in.*|.*のとおりです.*");
    OnScreen.fx(() -> {
      screen.find("config-places").requestFocus();
      return 0;
    });
    return screen;
  }

  private static void place(OnScreen screen, int down) {
    OnScreen.fx(() -> {
      ((javafx.scene.control.ListView<?>) screen.find("config-places"))
          .getSelectionModel()
          .select(down - 1);
      return 0;
    });
    screen.key(KeyCode.DOWN);
  }

  private static String state(OnScreen screen) {
    return OnScreen.fx(() -> screen.get("config-state", Label.class).getText());
  }

  private String file() {
    try {
      return Files.readString(folder.resolve("toban.yml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String texts(OnScreen screen) {
    StringBuilder all = new StringBuilder();
    screen.all(Label.class).forEach(it -> all.append(it.getText()).append('\n'));
    return all.toString();
  }

  /** Tab leads there, which takes its time: {@link #entriesAreAddedAndTakenAway} goes the way. */
  private static void fill(OnScreen screen, String id, String text) {
    OnScreen.fx(() -> {
      screen.get(id, TextInputControl.class).requestFocus();
      screen.get(id, TextInputControl.class).selectAll();
      return 0;
    });
    screen.write(text);
  }

  @Test
  void aValueIsChangedCheckedAndWrittenWithNothingElse() throws IOException {
    try (OnScreen screen = opened("en", Theme.DARK, 1440)) {
      place(screen, 1);
      fill(screen, "set-sources-0-interval", "soon");
      screen.key(KeyCode.ENTER);
      OnScreen.await(() -> state(screen).startsWith("1 mistake"));
      assertThat(texts(screen)).contains("'soon' is not a value of 'interval'");
      screen.key(KeyCode.S, KeyCode.CONTROL);
      assertThat(file()).isEqualTo(WRITTEN);
      fill(screen, "set-sources-0-interval", "30s");
      screen.key(KeyCode.ENTER);
      OnScreen.await(() -> state(screen).equals("1 change not written yet."));
      fill(screen, "set-sources-0-alertmanager-1", "http://am-3:9093");
      screen.key(KeyCode.S, KeyCode.CONTROL);
      OnScreen.await(() -> state(screen).startsWith("Written."));
      assertThat(file())
          .isEqualTo(
              WRITTEN.replace("http://am-2:9093]\n", "http://am-3:9093]\n    interval: 30s\n"));
      fill(screen, "set-sources-0-interval", "");
      screen.key(KeyCode.BACK_SPACE);
      screen.key(KeyCode.S, KeyCode.CONTROL);
      OnScreen.await(() -> !file().contains("30s"));
      assertThat(file()).isEqualTo(WRITTEN.replace("am-2", "am-3"));
      OnScreen.await(() -> screen.find("config-take-up").isVisible());
      OnScreen.fx(() -> {
        screen.find("config-take-up").requestFocus();
        return 0;
      });
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> state(screen).startsWith("A command runs"));
      assertThat(takenUp).isEmpty();
      screen.show(new Boards("en").quiet());
      OnScreen.fx(() -> {
        screen.find("config-take-up").requestFocus();
        return 0;
      });
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> !takenUp.isEmpty());
    }
  }

  @Test
  void entriesAreAddedAndTakenAway() throws IOException {
    try (OnScreen screen = opened("en", Theme.DARK, 1440)) {
      place(screen, 1);
      screen.tabTo("set-sources-1-remove");
      screen.key(KeyCode.SPACE);
      screen.tabTo("set-sources-add");
      screen.key(KeyCode.SPACE);
      assertThat(screen.focused().getId()).isEqualTo("set-sources-1-name");
      screen.write("other");
      fill(screen, "set-sources-1-prometheus", "http://p:9090");
      screen.fire("config-revert");
      assertThat(screen.get("set-sources-1-name", TextInputControl.class).getText())
          .isEqualTo("rules");
      screen.tabTo("config-places");
      place(screen, 4);
      fill(screen, "set-hosts-add-name", "web-1");
      screen.key(KeyCode.ENTER);
      screen.settle();
      assertThat(screen.focused().getId()).isEqualTo("set-hosts-web-1-ssh");
      screen.write("deploy@10.0.0.5");
      screen.key(KeyCode.S, KeyCode.CONTROL);
      OnScreen.await(() -> state(screen).startsWith("Written."));
      assertThat(file()).isEqualTo(WRITTEN + "hosts:\n  web-1:\n    ssh: deploy@10.0.0.5\n");
    }
  }

  @Test
  void aFileThatSomebodyElseChangedIsNotWrittenOver() throws IOException {
    try (OnScreen screen = opened("en", Theme.DARK, 1440)) {
      place(screen, 7);
      screen.tabTo("set-notices-desktop-true");
      screen.key(KeyCode.RIGHT);
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> state(screen).startsWith("1 change"));
      Files.writeString(folder.resolve("toban.yml"), WRITTEN + "person: suzuki\n");
      screen.key(KeyCode.S, KeyCode.CONTROL);
      OnScreen.await(() -> state(screen).startsWith("Somebody changed the file"));
      assertThat(file()).isEqualTo(WRITTEN + "person: suzuki\n");
      screen.tabTo("config-again");
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> state(screen).startsWith("As in"));
    }
  }

  @Test
  void whatNoFormCanChangeIsChangedInTheText() throws IOException {
    try (OnScreen screen = opened("en", Theme.DARK, 1440)) {
      place(screen, 1);
      screen.tabTo("set-sources-text");
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> "config-text".equals(id(screen)));
      TextInputControl area = screen.get("config-text", TextInputControl.class);
      assertThat(OnScreen.fx(area::getCaretPosition)).isEqualTo(WRITTEN.indexOf("sources:"));
      screen.write("persn: sato");
      screen.key(KeyCode.ENTER);
      OnScreen.await(() -> state(screen).startsWith("1 mistake"));
      OnScreen.await(
          () -> mistakes(screen).contains("2:1  unknown key 'persn'; did you mean 'person'?"));
      screen.key(KeyCode.S, KeyCode.CONTROL);
      assertThat(file()).isEqualTo(WRITTEN);
      OnScreen.fx(() -> {
        area.replaceText(WRITTEN.indexOf("sources:"), WRITTEN.indexOf("sources:") + 5, "person");
        return 0;
      });
      screen.key(KeyCode.S, KeyCode.CONTROL);
      OnScreen.await(() -> state(screen).startsWith("Written."));
      assertThat(file()).isEqualTo(WRITTEN.replace("sources:", "person: sato\nsources:"));
    }
  }

  private static @Nullable String id(OnScreen screen) {
    return screen.focused() == null ? null : screen.focused().getId();
  }

  private static String mistakes(OnScreen screen) {
    StringBuilder all = new StringBuilder();
    screen
        .all(javafx.scene.control.Button.class)
        .forEach(it -> all.append(it.getText()).append('\n'));
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT,1440", "ja,DARK,900"})
  void pictures(String language, Theme theme, double width) throws IOException {
    try (OnScreen screen = opened(language, theme, width)) {
      place(screen, 1);
      fill(screen, "set-sources-0-interval", "soon");
      screen.key(KeyCode.ENTER);
      OnScreen.await(() -> !state(screen).matches("(?s)As in.*|.*のとおりです.*"));
      OnScreen.await(() -> texts(screen).contains("'soon'"));
      Pictures.keep(screen, "settings-form-" + language);
      screen.tabTo("set-sources-text");
      screen.key(KeyCode.SPACE);
      screen.settle();
      Pictures.keep(screen, "settings-text-" + language);
    }
  }
}
