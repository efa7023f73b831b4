package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/design-language.md says what the style sheet does. */
class DesignLanguageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ([a-z0-9-]+) \\| `(#\\w+)` \\| `(#\\w+)` \\| `(#\\w+)` \\|");

  @Test
  void everyColourIsTheOneOfTheTheme() throws IOException {
    List<Map<String, String>> told = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (MatchResult row : ROW.matcher(document()).results().toList()) {
      for (int i = 0; i < told.size(); i++) {
        told.get(i).put(row.group(1), row.group(2 + i));
      }
    }
    assertThat(told.get(0)).isEqualTo(Tokens.of("light"));
    assertThat(told.get(1)).isEqualTo(Tokens.of("dark"));
    assertThat(told.get(2)).isEqualTo(Tokens.of("contrast"));
  }

  @Test
  void everySizeOfTextIsListed() throws IOException {
    Set<String> used = found("-fx-font-size: (\\d+)px", Tokens.css());
    assertThat(found("(?m)^\\| (\\d+) \\|", document())).isEqualTo(used);
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(it -> found.add(it.group(1)));
    return found;
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/design-language.md"));
  }
}
