package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Flaw;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.Lint;

/**
 * Markdown files and folders of them, read into one library. A file that stands outside of its
 * folder by its real path (a symbolic link, say) is refused; so is one of more than 1 MB. In a git
 * checkout, each file has its commit.
 */
public record RunbookFolder(List<Path> roots) {
  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_FILES = 10_000;

  public RunbookFolder {
    roots = List.copyOf(roots);
  }

  /** Reads and lints all; what cannot be read is a problem of the library, never an exception. */
  public Library read() {
    return read(Known.nothing());
  }

  /** As above, held against what is known besides the texts. */
  public Library read(Known known) {
    return read(null, known.withFiles(RunbookFolder::isThere));
  }

  /** The files' names are paths as given, or relative to {@code base}. */
  private Library read(@Nullable Path base, Known known) {
    List<Problem> problems = new ArrayList<>(known.before());
    List<MarkdownFile> files = new ArrayList<>();
    for (Path root : roots) {
      Checkout checkout = base == null ? Checkout.around(root) : null;
      List<Path> found = list(root, problems);
      for (Content content : atOnce(found, file -> Content.of(root, file, base, checkout))) {
        switch (content) {
          case Content.Text it -> files.add(it.file());
          case Content.Refused it -> problems.add(it.problem());
        }
      }
    }
    return Lint.read(files, known.withBefore(problems), RunbookFolder::atOnce);
  }

  /** By all cores; the answers are in the order of the questions. */
  private static <A, B> List<B> atOnce(List<A> all, Function<A, B> work) {
    return all.parallelStream().map(work).toList();
  }

  private static boolean isThere(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The set that ships with Toban, in {@code en} or {@code ja}. */
  public static Library shipped(String language) {
    CodeSource source = RunbookFolder.class.getProtectionDomain().getCodeSource();
    try {
      Path place = Path.of(source.getLocation().toURI());
      String folder = "assets/runbooks/" + language;
      if (Files.isDirectory(place)) {
        return new RunbookFolder(List.of(place.resolve(folder))).read(place, Known.nothing());
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return new RunbookFolder(List.of(jar.getPath(folder)))
            .read(jar.getPath(""), Known.nothing());
      }
    } catch (java.net.URISyntaxException | IOException e) {
      throw new IllegalStateException("the shipped runbooks cannot be read", e);
    }
  }

  /** Changes when a file comes, goes, is written or is committed; for watching. */
  public String stamp() {
    TreeMap<String, String> stamps = new TreeMap<>();
    for (Path root : roots) {
      Checkout checkout = Checkout.around(root);
      if (checkout != null) {
        stamps.put(root + " in git", checkout.commit() + " " + checkout.staged().hashCode());
      }
      for (Path file : list(root, new ArrayList<>())) {
        try {
          stamps.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
        } catch (IOException e) {
          stamps.put(file.toString(), "unreadable");
        }
      }
    }
    return stamps.toString();
  }

  private static List<Path> list(Path root, List<Problem> problems) {
    if (Files.isRegularFile(root)) {
      return List.of(root);
    }
    try (Stream<Path> files = Files.walk(root.toRealPath(), 20)) {
      Path real = root.toRealPath();
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
              .map(file -> root.resolve(real.relativize(file)))
              .sorted()
              .toList();
      if (found.size() > MAX_FILES) {
        problems.add(problem(root, Flaw.TOO_MANY, MAX_FILES));
      }
      return found.subList(0, Math.min(found.size(), MAX_FILES));
    } catch (NoSuchFileException e) {
      problems.add(problem(root, Flaw.NO_SUCH_FILE));
    } catch (IOException | UncheckedIOException e) {
      problems.add(problem(root, Flaw.CANNOT_READ, String.valueOf(e.getMessage())));
    }
    return List.of();
  }

  /** A file's text, or why it was not read. */
  private sealed interface Content {
    record Text(MarkdownFile file) implements Content {}

    record Refused(Problem problem) implements Content {}

    static Content of(Path root, Path file, @Nullable Path named, @Nullable Checkout checkout) {
      String name = (named == null ? file : named.relativize(file)).toString();
      try {
        Path base = Files.isDirectory(root) ? root : root.toAbsolutePath().getParent();
        if (base != null && !file.toRealPath().startsWith(base.toRealPath())) {
          return new Refused(problem(file, Flaw.OUTSIDE));
        }
        if (Files.size(file) > MAX_BYTES) {
          return new Refused(problem(file, Flaw.TOO_LARGE));
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        String revision = checkout == null ? "" : checkout.revisionOf(file, bytes);
        return new Text(new MarkdownFile(name, text, revision));
      } catch (CharacterCodingException e) {
        return new Refused(problem(file, Flaw.NOT_UTF8));
      } catch (IOException e) {
        return new Refused(problem(file, Flaw.CANNOT_READ, String.valueOf(e.getMessage())));
      }
    }
  }

  private static Problem problem(Path file, Flaw flaw, Object... arguments) {
    return Problem.of(new Place(file.toString(), 1), flaw, arguments);
  }
}
