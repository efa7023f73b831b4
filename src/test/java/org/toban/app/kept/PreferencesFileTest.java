package org.toban.app.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.ui.parts.BoardLayout;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences;

class PreferencesFileTest {
  @TempDir Path folder;

  @Test
  void savedFiltersComeBackAsTheyWere() {
    String odd = "host=~\"web\\\\.[0-9]+\" 当番 # ! : a=b";
    Preferences chosen =
        Preferences.standard()
            .withTheme(Preferences.Theme.LIGHT)
            .withFolder("C:\\reviews")
            .withFilters(Map.of(odd, odd, "severity=critical", "severity=critical"))
            .withPerson("青木 #1 = \\ 花子");
    PreferencesFile file = new PreferencesFile(folder.resolve("preferences"));
    file.save(chosen);
    assertThat(file.read()).isEqualTo(chosen);
  }

  @Test
  void whatIsNoNameIsNobody() throws IOException {
    Path file = folder.resolve("preferences");
    Files.writeString(file, "person=automatic\n");
    assertThat(new PreferencesFile(file).read().person()).isEmpty();
  }

  @Test
  void theWindowComesBackWhereItWas() {
    BoardLayout board =
        new BoardLayout(Set.of(Column.SOURCE, Column.DUE), new Order(Order.By.AGE, true));
    Layout layout =
        new Layout(new Layout.Place(-1800, 40, 1200, 800, true), 0.42, 1.3, true, board);
    PreferencesFile file = new PreferencesFile(folder.resolve("preferences"));
    file.save(Preferences.standard().withLayout(layout));
    assertThat(file.read().layout()).isEqualTo(layout);
  }

  @Test
  void aLayoutThatIsNoneIsTheStandardOne() throws IOException {
    Path file = folder.resolve("preferences");
    Files.writeString(
        file,
        "window=1 2 three 4 free\nsplit=7\nzoom=NaN\ndense=perhaps\ncolumns=DUE NONE DAY\nsort=WEATHER reversed\ntheme=LIGHT\n");
    Preferences read = new PreferencesFile(file).read();
    assertThat(read.theme()).isEqualTo(Preferences.Theme.LIGHT);
    assertThat(read.layout().place().isKnown()).isFalse();
    assertThat(read.layout().board())
        .isEqualTo(new BoardLayout(Set.of(Column.DUE, Column.DAY), Order.URGENCY));
    assertThat(read.layout().withPlace(Layout.Place.NONE).withBoard(BoardLayout.standard()))
        .isEqualTo(Layout.standard());
  }
}
