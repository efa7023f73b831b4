package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matchers;
import org.toban.engine.Parts;
import org.toban.incident.MaintenanceWindow;

/**
 * Maintenance that people declared on this machine: a line each, {@code FROM TAB UNTIL TAB PERSON
 * TAB MATCHERS TAB NAME}. What is over goes with the next change.
 */
public final class MaintenanceFile implements Parts.Maintenances {
  private static final int PARTS = 5;

  private final Path file;

  public MaintenanceFile(Path file) {
    this.file = file;
  }

  /**
   * What is declared; empty when nothing ever was.
   *
   * @throws UncheckedIOException when the file is there but cannot be read or understood: nothing
   *     may be held back, or let go, by half a file
   */
  public List<MaintenanceWindow> read() {
    List<MaintenanceWindow> windows = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          windows.add(window(lines.get(i), i + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return windows;
  }

  private MaintenanceWindow window(String line, int number) throws IOException {
    String[] parts = line.split("\t", PARTS);
    if (parts.length < PARTS) {
      throw new IOException("line " + number + " is not whole");
    }
    try {
      return MaintenanceWindow.declared(
          parts[4],
          Matchers.parse(parts[3]),
          Instant.parse(parts[0]),
          Instant.parse(parts[1]),
          parts[2]);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException("line " + number + ": " + e.getMessage(), e);
    }
  }

  /** Another text whenever the file was written anew; it is replaced as a whole each time. */
  public String stamp() {
    try {
      BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
      return it.lastModifiedTime() + " " + it.size() + " " + it.fileKey();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /**
   * Keeps a window in the place of that of the same name; the desk and {@code toban maintenance}
   * may both write.
   *
   * @throws UncheckedIOException when it cannot be stored
   */
  @Override
  public synchronized void save(String name, @Nullable MaintenanceWindow window, Instant now) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      if (!Files.exists(lock)) {
        PrivateFile.save(lock, "");
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        List<MaintenanceWindow> all = new ArrayList<>(read());
        all.removeIf(it -> it.name().equals(plain(name)) || it.isOver(now));
        if (window != null) {
          all.add(window);
        }
        PrivateFile.save(
            file, all.stream().map(MaintenanceFile::line).collect(Collectors.joining()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String line(MaintenanceWindow it) {
    if (!(it.time() instanceof MaintenanceWindow.Once once)) {
      throw new IllegalArgumentException("only what is once is declared: " + it);
    }
    return String.join(
            "\t",
            once.from().toString(),
            once.until().toString(),
            plain(it.by()),
            it.matchers().toString(),
            plain(it.name()))
        + "\n";
  }

  /** Matchers quote what is not plain; names are words of people. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
