package org.toban.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for its owner only that goes, with what is in it, when it is closed. */
final class ScratchFolder implements AutoCloseable {
  private final Path folder;

  private ScratchFolder(Path folder) {
    this.folder = folder;
  }

  static ScratchFolder make() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("toban-"));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
