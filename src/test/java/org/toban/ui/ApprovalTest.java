package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.toban.engine.Command;
import org.toban.runbook.Step;
import org.toban.ui.parts.Preferences.Theme;

/** What a person sees before a changed text may run by itself. */
class ApprovalTest {
  private static OnScreen withChange(String language, String approved) {
    OnScreen screen = OnScreen.open(new FakeParts(language), Theme.DARK, 1440, 900);
    screen.show(screen.fake.boards.edited(approved));
    String serviceDown =
        screen.state.shown().get().rows().entries().values().stream()
            .filter(it -> it.incident() != null && it.incident().id().equals("INC-261124-K7QM"))
            .findFirst()
            .orElseThrow()
            .key();
    screen.fx(() -> {
      screen.view.select(serviceDown);
      return 0;
    });
    screen.settle();
    return screen;
  }

  private static String button(String name, Step step) {
    return name + "-" + step.id().replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static List<String> texts(OnScreen screen, String id) {
    Node node = screen.around.sheets().lookup("#" + id);
    return OnScreen.fx(() -> labels(node)).stream().map(Label::getText).toList();
  }

  private static List<Label> labels(Node node) {
    return switch (node) {
      case Label label -> List.of(label);
      case Pane pane ->
          pane.getChildren().stream().flatMap(child -> labels(child).stream()).toList();
      default -> List.of();
    };
  }

  @Test
  void theChangeIsShownBeforeTheApprovalIsSent() {
    try (OnScreen screen = withChange("en", "sudo rm -rf /srv/x\u202e\t ")) {
      Step step = screen.fake.boards.restart();
      screen.fire(button("trust", step));
      screen.picture("approve-changed-en-dark");
      assertThat(texts(screen, "change"))
          .first()
          .asString()
          .startsWith("Changed since Aya Sato approved it, ");
      assertThat(texts(screen, "change"))
          .contains("-sudo rm -rf /srv/x‹U+202E›^I‹U+0020›")
          .contains("+" + step.script().lines().findFirst().orElseThrow());
      assertThat(screen.fake.sent).isEmpty();
      OnScreen.fx(() -> {
        ((javafx.scene.control.Button) screen.around.sheets().lookup("#sheet-ok")).fire();
        return 0;
      });
      assertThat(screen.fake.sent).containsExactly(new Command.Approve("Aya Sato", step));
    }
  }

  @Test
  void theDryRunShowsTheChangeToo() {
    try (OnScreen screen = withChange("ja", "sudo true")) {
      screen.fire(button("dry", screen.fake.boards.restart()));
      screen.picture("dry-run-changed-ja-dark");
      assertThat(texts(screen, "change")).contains("-sudo true");
    }
  }
}
