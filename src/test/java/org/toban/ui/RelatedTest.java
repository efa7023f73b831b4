package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Command;
import org.toban.incident.Event;
import org.toban.ui.parts.Preferences.Theme;

/** The incident leads on: from its stop of the flow, to what is like it; and its notes are read. */
class RelatedTest {
  private static final String SERVICE = "INC-261124-K7QM";
  private static final String RECOVERED = "INC-261123-T3RV";

  private static OnScreen open(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    OnScreen screen = OnScreen.open(fake, theme, 1440, 900);
    screen.show(fake.boards.busy());
    return screen;
  }

  private static void select(OnScreen screen, String incident) {
    OnScreen.fx(() -> {
      screen.view.select(Everywhere.key(screen, incident));
      return 0;
    });
    screen.settle();
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "ja,DARK"})
  void openAndEarlierOnesAreAClickAway(String language, Theme theme) {
    try (OnScreen screen = open(language, theme)) {
      select(screen, SERVICE);
      screen.type("E");
      String looking = screen.around.words().get("related.looking");
      OnScreen.await(() ->
          screen.get("related", VBox.class).isVisible()
              && screen.find("related-" + RECOVERED) != null
              && screen.all(Label.class).stream().noneMatch(it -> looking.equals(it.getText())));
      boolean earlier =
          screen.all(Hyperlink.class).stream()
              .anyMatch(it -> String.valueOf(it.getId()).matches("related-INC-\\d+-1.*"));
      assertThat(earlier).as("the history has some of this name").isTrue();
      screen.settle();
      if (earlier) {
        String here = screen.around.words().get("related.same-target") + " · ";
        List<String> states =
            screen.all(Label.class).stream()
                .filter(it ->
                    it.getParent().getChildrenUnmodifiable().stream()
                        .anyMatch(by -> String.valueOf(by.getId()).startsWith("related-INC-")))
                .map(Label::getText)
                .toList();
        assertThat(states)
            .as("those of the same host are marked")
            .anyMatch(it -> it.startsWith(here));
      }
      screen.picture("incident-related-" + language);
      screen.fire("related-" + RECOVERED);
      String key = screen.state.selected().get();
      assertThat(screen.state.shown().get().rows().entries().get(key).incident().id())
          .isEqualTo(RECOVERED);
      OnScreen.await(
          () -> screen.all(Hyperlink.class).stream().anyMatch(it -> SERVICE.equals(it.getText())));
    }
  }

  @Test
  void theStopOfTheFlowLeadsOn() {
    try (OnScreen screen = open("en", Theme.LIGHT)) {
      screen.tabTo("flow-act");
      screen.picture("flow-act-en");
      assertThat(screen.get("flow-act", Button.class).getAccessibleText()).contains("Answer it");
      screen.key(KeyCode.ENTER);
      assertThat(screen.find("ack-reason")).as("an unanswered one is answered").isNotNull();
      screen.press(KeyCode.ESCAPE, false);
      select(screen, RECOVERED);
      screen.fire("flow-act");
      boolean drafted = screen.fake.sent.stream().anyMatch(Command.DraftReview.class::isInstance);
      assertThat(drafted || screen.find("close-reason") != null).isTrue();
    }
  }

  /** Only what the rule of links lets through is one, and nothing is loaded. */
  @Test
  void aNoteIsReadAsItsMarkdownAndEveryLineNamesWhoSaysIt() {
    try (OnScreen screen = open("en", Theme.LIGHT)) {
      String note =
          "Heap is **full**\nsee [graph](https://grafana.example/d/1) ![x](http://evil.example/a.png)\n\n- restart\n- `free -m`";
      screen.show(
          screen.fake.boards.after(SERVICE, new Event.NoteAdded(Boards.NOW, "Aya Sato", note)));
      select(screen, SERVICE);
      screen.type("t");
      OnScreen.await(
          () -> screen.all(Text.class).stream().anyMatch(it -> it.getText().equals("full")));
      screen.picture("timeline-note-en-light");
      assertThat(screen.all(Hyperlink.class)).extracting(Hyperlink::getText).contains("graph");
      assertThat(screen.all(javafx.scene.image.ImageView.class)).isEmpty();
      List<Label> who =
          screen.all(Label.class).stream()
              .filter(it -> it.getStyleClass().contains("who"))
              .toList();
      assertThat(who).isNotEmpty().allSatisfy(it -> assertThat(it.getText()).isNotBlank());
    }
  }
}
