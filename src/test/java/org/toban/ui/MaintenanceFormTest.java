package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.engine.Command;
import org.toban.incident.MaintenanceWindow;
import org.toban.ui.parts.Preferences.Theme;

/** Declaring maintenance by keyboard alone. */
class MaintenanceFormTest {
  private OnScreen screen;
  private FakeParts fake;

  @BeforeEach
  void open() {
    fake = new FakeParts("en");
    screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900);
    screen.show(fake.boards.busy());
    screen.type("m");
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private String preview() {
    return OnScreen.fx(() -> screen.get("maintenance-preview", Label.class).getText());
  }

  @Test
  void theTargetOfTheSelectedAlertIsProposed() {
    assertThat(preview()).startsWith("Covers ").doesNotStartWith("Covers 0");
    screen.write("DB patching");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .singleElement()
        .isInstanceOfSatisfying(
            Command.DeclareMaintenance.class,
            it -> {
              assertThat(it.window().name()).isEqualTo("DB patching");
              assertThat(it.window().matchers().all()).hasSize(1);
              assertThat(it.window().time())
                  .isInstanceOfSatisfying(
                      MaintenanceWindow.Once.class,
                      once -> assertThat(Duration.between(once.from(), once.until())).hasHours(2));
            });
  }

  @Test
  void nothingIsDeclaredWithoutANameOrAMatcher() {
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).as("no name yet").isEmpty();
    OnScreen.fx(() -> {
      screen.get("maintenance-match", TextField.class).setText("a=~(");
      return 0;
    });
    assertThat(preview()).contains("Not a matcher");
    assertThat(OnScreen.fx(() -> screen.get("sheet-ok", Button.class).isDisabled())).isTrue();
    OnScreen.fx(() -> {
      screen.get("maintenance-match", TextField.class).setText(" ");
      return 0;
    });
    screen.write("everything");
    assertThat(OnScreen.fx(() -> screen.get("sheet-ok", Button.class).isDisabled())).isTrue();
  }
}
