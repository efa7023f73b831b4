package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.ui.parts.Preferences.Theme;

/** The palette leads to runbooks, hosts and old incidents, and says what each line is. */
class PaletteTest {
  private OnScreen screen;
  private FakeParts fake;

  private void open(String language, Theme theme) {
    fake = new FakeParts(language);
    screen = OnScreen.open(fake, theme, 1440, 900);
    screen.show(fake.boards.busy());
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private void look(String text) {
    screen.type("/");
    screen.write(text);
  }

  private List<Palette.Choice> offered() {
    ListView<?> list = screen.get("palette-list", ListView.class);
    return OnScreen.fx(
        () -> List.copyOf(list.getItems()).stream().map(Palette.Choice.class::cast).toList());
  }

  private void choose(String kind) {
    int at = offered().stream().map(Palette.Choice::kind).toList().indexOf(kind);
    assertThat(at).as(kind).isNotNegative();
    for (int i = 0; i < at; i++) {
      screen.press(KeyCode.DOWN, false);
    }
    screen.press(KeyCode.ENTER, false);
  }

  @Test
  void aRunbookIsRead() {
    open("en", Theme.LIGHT);
    look("DatabaseUnreachable");
    choose("runbook");
    assertThat(screen.find("book-page")).isNotNull();
    assertThat(screen.focused()).isSameAs(screen.find("book-page"));
    screen.picture("book-en-light");
  }

  @Test
  void aHostShowsWhatIsOfIt() {
    open("en", Theme.DARK);
    look("web-1");
    choose("host");
    OnScreen.await(() -> !screen.state.shown().get().filter().text().isEmpty());
    assertThat(screen.state.shown().get().filter().text()).isEqualTo("web-1");
  }

  /** The window goes on while the history is asked, and says that it is. */
  @ParameterizedTest
  @CsvSource({"en,LIGHT", "ja,DARK"})
  void anOldIncidentIsFoundWithoutHoldingTheWindow(String language, Theme theme) {
    open(language, theme);
    CountDownLatch answers = new CountDownLatch(1);
    fake.beforeFind =
        () -> {
          assertThat(javafx.application.Platform.isFxApplicationThread()).isFalse();
          answers.await();
          return null;
        };
    String name = fake.boards.policies().getFirst().name();
    look(name);
    Label said = screen.get("palette-looking", Label.class);
    assertThat(said.getText()).isEqualTo(screen.around.words().get("palette.looking"));
    String kind = screen.around.words().get("palette.kind.earlier");
    assertThat(offered()).extracting(Palette.Choice::kind).doesNotContain(kind);
    answers.countDown();
    OnScreen.await(() -> offered().stream().anyMatch(it -> it.kind().equals(kind)));
    screen.picture("palette-history-" + language);
    choose(kind);
    assertThat(screen.state.page().get()).isEqualTo(Page.HISTORY);
  }

  @Test
  void theMenuOfALineSaysItsKeysAndActs() {
    open("en", Theme.LIGHT);
    ListView<?> list = screen.get("board-list", ListView.class);
    var menu = (ActMenu) list.getContextMenu();
    OnScreen.fx(() -> {
      menu.show(list, 300, 300);
      return 0;
    });
    screen.settle();
    screen.picture("menu-en-light");
    OnScreen.fx(() -> {
      menu.getItems().getFirst().fire();
      menu.hide();
      return 0;
    });
    assertThat(screen.find("ack-reason")).isNotNull();
    screen.press(KeyCode.ESCAPE, false);
  }
}
