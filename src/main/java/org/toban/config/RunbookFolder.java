package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.RunbookReader;

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

  /** Reads everything; what cannot be read is a problem of the library, never an exception. */
  public Library read() {
    return read(null);
  }

  /** The files' names are paths as given, or relative to {@code base}. */
  private Library read(@Nullable Path base) {
    List<Problem> problems = new ArrayList<>();
    List<MarkdownFile> files = new ArrayList<>();
    for (Path root : roots) {
      Checkout checkout = base == null ? Checkout.around(root) : null;
      for (Path file : list(root, problems)) {
        read(root, file, base, checkout, files, problems);
      }
    }
    return with(RunbookReader.read(files), problems);
  }

  /** The set that ships with Toban, in {@code en} or {@code ja}. */
  public static Library shipped(String language) {
    CodeSource source = RunbookFolder.class.getProtectionDomain().getCodeSource();
    try {
      Path place = Path.of(source.getLocation().toURI());
      String folder = "assets/runbooks/" + language;
      if (Files.isDirectory(place)) {
        return new RunbookFolder(List.of(place.resolve(folder))).read(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return new RunbookFolder(List.of(jar.getPath(folder))).read(jar.getPath(""));
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
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (found.size() > MAX_FILES) {
        problems.add(
            error(
                root, "too-many", "more than " + MAX_FILES + " files; is this the right folder?"));
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          error(
              root,
              "unreadable",
              "cannot be read ("
                  + reason(e)
                  + "); write the path of a Markdown file or a folder of them"));
      return List.of();
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.toString();
  }

  private static void read(
      Path root,
      Path file,
      @Nullable Path named,
      @Nullable Checkout checkout,
      List<MarkdownFile> files,
      List<Problem> problems) {
    String name = (named == null ? file : named.relativize(file)).toString();
    try {
      Path base = Files.isDirectory(root) ? root : root.toAbsolutePath().getParent();
      if (base != null && !file.toRealPath().startsWith(base.toRealPath())) {
        problems.add(
            error(
                file,
                "outside",
                "leads out of its folder and was not read; put the file itself there"));
      } else if (Files.size(file) > MAX_BYTES) {
        problems.add(
            error(
                file, "too-large", "has more than 1 MB and was not read; one file for each alert"));
      } else {
        byte[] bytes = Files.readAllBytes(file);
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        String revision = checkout == null ? "" : checkout.revisionOf(file, bytes);
        files.add(new MarkdownFile(name, text, revision));
      }
    } catch (CharacterCodingException e) {
      problems.add(error(file, "not-text", "is not UTF-8 and was not read; save it as UTF-8"));
    } catch (IOException e) {
      problems.add(error(file, "unreadable", "cannot be read: " + e));
    }
  }

  private static Problem error(Path file, String code, String message) {
    return new Problem(
        new Place(file.toString(), 1), Problem.Level.ERROR, code, message, List.of());
  }

  private static Library with(Library library, List<Problem> problems) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(library.problems());
    return new Library(
        library.policies(),
        library.categories(),
        library.runbooks(),
        library.settings(),
        library.flows(),
        library.cadence(),
        all);
  }
}
