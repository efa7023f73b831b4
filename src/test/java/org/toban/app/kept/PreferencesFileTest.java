package org.toban.app.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
