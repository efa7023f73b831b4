package org.toban.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.Mistake;
import org.toban.config.Places;

class ConfigTextTest {
  private static final String RIGHT =
      "# ours\nsources:\n  - {name: prod, prometheus: http://prom:9090}\n";

  @TempDir Path folder;

  private ConfigText text(String written) throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(file, written);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return new ConfigText(file, Places.of(Map.of("USER", "sato"), folder));
  }

  @Test
  void aRightTextReplacesTheFileAndKeepsItsPermissionsAndLinks() throws IOException {
    ConfigText text = text(RIGHT);
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), text.file());
    ConfigText linked = new ConfigText(link, Places.of(Map.of("USER", "sato"), folder));
    Optional<Draft> draft =
        Draft.of(linked.read()).put(Way.of("sources", 0, "interval"), new Tree.Word("30s"));
    assertThat(linked.save(RIGHT, draft.orElseThrow().text()))
        .isEqualTo(new ConfigText.Saved.Written());
    assertThat(link).isSymbolicLink();
    assertThat(text.file())
        .content()
        .isEqualTo(
            "# ours\nsources:\n  - {name: prod, prometheus: http://prom:9090, interval: 30s}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(text.file())))
        .isEqualTo("rw-r--r--");
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void aTextThatTobanCouldNotStartOnIsNotWritten() throws IOException {
    ConfigText text = text(RIGHT);
    String wrong = RIGHT.replace("9090}", "9090, interval: soon, pasword: x}");
    assertThat(text.save(RIGHT, wrong))
        .isInstanceOfSatisfying(
            ConfigText.Saved.Wrong.class,
            it -> assertThat(it.mistakes()).extracting(Mistake::line).containsExactly(3, 3));
    assertThat(text.read()).isEqualTo(RIGHT);
  }

  @Test
  void aFileThatSomebodyChangedMeanwhileIsLeftAlone() throws IOException {
    ConfigText text = text(RIGHT);
    Files.writeString(text.file(), RIGHT + "person: suzuki\n");
    assertThat(text.save(RIGHT, RIGHT + "person: sato\n"))
        .isEqualTo(new ConfigText.Saved.ChangedMeanwhile());
    assertThat(text.read()).endsWith("suzuki\n");
    Files.delete(text.file());
    assertThat(text.save(RIGHT, RIGHT + "person: sato\n"))
        .isEqualTo(new ConfigText.Saved.ChangedMeanwhile());
    assertThat(text.save("", RIGHT)).isEqualTo(new ConfigText.Saved.Written());
  }

  /** An editor of the window has one line end only. */
  @Property(tries = 300)
  void linesThatWereNotEditedKeepTheirEnds(
      @ForAll
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = '\n', to = '\n')
          @CharRange(from = '\r', to = '\r')
          String raw,
      @ForAll @CharRange(from = 'a', to = 'b') @CharRange(from = '\n', to = '\n') String typed) {
    String before = raw.replace("\r", "\r\n");
    String shown = before.replace("\r\n", "\n");
    assertThat(Draft.of(before).edited(shown).text()).isEqualTo(before);
    String after = Draft.of(before).edited(shown + typed).text();
    assertThat(after.replace("\r\n", "\n")).isEqualTo(shown + typed);
    assertThat(after).startsWith(before.substring(0, Lines.begin(before, before.length())));
  }
}
