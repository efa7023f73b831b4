package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of runbooks of every shape that is found in the wild, beside each file as readable
 * text. {@code mvn test -Dtest=RunbookCorpusTest -Dtoban.corpus=write} writes what comes out now;
 * read the difference before it is kept.
 */
class RunbookCorpusTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "runbooks");

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(it -> it.toString().endsWith(".md"))
          .map(FOLDER::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatComesOut(Path file) throws IOException {
    Path source = FOLDER.resolve(file);
    String name = file.getFileName().toString();
    Path expected = source.resolveSibling(name.substring(0, name.length() - 3) + ".expected");
    String came =
        Printed.of(
            RunbookReader.read(
                List.of(new MarkdownFile(file.toString(), Files.readString(source)))));
    if ("write".equals(System.getProperty("toban.corpus"))) {
      Files.writeString(expected, came);
    }
    assertThat(came.lines().toList())
        .as(file + " (to write it: -Dtoban.corpus=write)")
        .containsExactlyElementsOf(Files.readAllLines(expected));
  }

  @Test
  void theCorpusHasEveryShape() throws IOException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(files().stream().map(it -> it.getName(0).toString()).distinct())
        .containsExactly("gitlab", "japanese", "kubesphere", "mixin", "operator", "wild");
  }
}
