package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.toban.engine.Board;

/** Remembers over restarts that a person stopped all automation. */
public final class HoldFile {
  private final Path file;

  public HoldFile(Path file) {
    this.file = file;
  }

  /** The hold, if there is one; a file that cannot be understood holds too. */
  public Optional<Board.Hold> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(file).strip().split("\t", 3);
      return Optional.of(
          new Board.Hold(
              Instant.parse(parts[0]),
              parts.length > 1 ? parts[1] : "",
              parts.length > 2 ? parts[2] : ""));
    } catch (IOException | DateTimeParseException e) {
      return Optional.of(new Board.Hold(Instant.EPOCH, "", file + " cannot be read"));
    }
  }

  /**
   * Stores or ends the hold.
   *
   * @throws UncheckedIOException when that fails
   */
  public void save(boolean on, Instant at, String by, String reason) {
    try {
      if (on) {
        PrivateFile.save(file, at + "\t" + plain(by) + "\t" + plain(reason) + "\n");
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
