package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/configuration.md against what the program reads. */
class ConfigurationDocsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| (?:`([^`]+)`)? ?\\| (.+) \\|");

  @TempDir Path folder;

  @Test
  void theTableIsWhatTheProgramReads() throws IOException {
    List<Key> documented =
        docs().lines().map(ROW::matcher).filter(Matcher::matches).map(this::key).toList();
    assertThat(documented).containsExactlyElementsOf(Key.ALL);
  }

  private Key key(Matcher row) {
    Key.Kind kind =
        java.util.Arrays.stream(Key.Kind.values())
            .filter(it -> it.word.equals(row.group(2)) && it != Key.Kind.SECRET_FILE)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no kind of key: " + row.group(2)));
    boolean secret =
        row.group(1)
            .matches(
                ".*\\.((?:sudo_)?password|passphrase|credentials|client_secret|bearer_token|key|webhook|token|url|value)_file");
    String standard = row.group(3) == null ? "" : row.group(3);
    return new Key(row.group(1), secret ? Key.Kind.SECRET_FILE : kind, standard);
  }

  @Test
  void theExamplesWork() throws IOException {
    Files.writeString(folder.resolve("am.pass"), "secret");
    Files.setPosixFilePermissions(
        folder.resolve("am.pass"), PosixFilePermissions.fromString("rw-------"));
    assertThat(examples(docs())).isEqualTo(3);
    String notices = Files.readString(Path.of("docs/notices.md"));
    assertThat(examples(notices)).isEqualTo(2);
    String sources = Files.readString(Path.of("docs/sources.md"));
    String kinds = sources.substring(0, sources.indexOf("## Signing in"));
    assertThat(examples(kinds)).isGreaterThanOrEqualTo(4);
  }

  private int examples(String docs) throws IOException {
    Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(docs);
    int examples = 0;
    for (; example.find(); examples++) {
      Path file = folder.resolve("toban.yml");
      Files.writeString(file, example.group(1));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(
              ConfigFile.read(
                  file, Places.of(Map.of("SLACK_TOKEN", "x", "SMTP_PASSWORD", "x"), folder)))
          .isInstanceOf(ConfigFile.Result.Ready.class);
    }
    return examples;
  }

  private static String docs() throws IOException {
    return Files.readString(Path.of("docs/configuration.md"));
  }
}
