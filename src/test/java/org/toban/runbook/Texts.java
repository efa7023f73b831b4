package org.toban.runbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.Lint;

/** Runbook texts for the tests of this room. */
public final class Texts {
  static final Path SHIPPED = Path.of("assets", "runbooks");

  private Texts() {}

  /** The reference file of the first team, as it is. */
  static MarkdownFile reference() {
    return file(
        Path.of("src", "test", "resources", "runbook", "alert-response.md"), "alert-response.md");
  }

  /** The shipped runbooks of a language, {@code ja} or {@code en}. */
  static List<MarkdownFile> shipped(String language) {
    try (Stream<Path> files = Files.list(SHIPPED.resolve(language))) {
      return files.sorted().map(it -> file(it, it.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Library shippedLibrary(String language) {
    return RunbookReader.read(shipped(language));
  }

  public static Library read(String text) {
    return RunbookReader.read(List.of(new MarkdownFile("page.md", text)));
  }

  /** What lint says of a text. */
  public static List<Problem> lint(String text) {
    return lint(text, Known.nothing());
  }

  public static List<Problem> lint(String text, Known known) {
    List<MarkdownFile> files = List.of(new MarkdownFile("page.md", text));
    return Lint.read(files, known, Cores.one()).problems();
  }

  /** The only runbook of a text. */
  static Runbook runbook(String text) {
    List<Runbook> runbooks = read(text).runbooks();
    if (runbooks.size() != 1) {
      throw new AssertionError("expected one runbook, got " + runbooks);
    }
    return runbooks.getFirst();
  }

  /** Code and line of each problem, such as {@code no-verify@3}. */
  public static List<String> codes(List<Problem> problems) {
    return problems.stream().map(it -> it.code() + "@" + it.place().line()).toList();
  }

  private static MarkdownFile file(Path path, String name) {
    try {
      return new MarkdownFile(name, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
