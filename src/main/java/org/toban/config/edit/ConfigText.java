package org.toban.config.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;
import org.toban.config.Places;
import org.toban.config.PrivateFile;
import org.toban.config.Slip;
import org.toban.saying.Saying;

/** The text of toban.yml on the disk, which others may change at any time. */
public final class ConfigText {
  private final Path file;
  private final Places places;

  public ConfigText(Path file, Places places) {
    this.file = file;
    this.places = places;
  }

  /** What became of a text. */
  public sealed interface Saved {
    record Written() implements Saved {}

    /** Nothing was written: the file is not what it was when it was read. */
    record ChangedMeanwhile() implements Saved {}

    /** Nothing was written: Toban could not start on this. */
    record Wrong(List<Mistake> mistakes) implements Saved {
      public Wrong {
        mistakes = List.copyOf(mistakes);
      }
    }

    record Failed(Saying why) implements Saved {}
  }

  public Path file() {
    return file;
  }

  /** The text now; may block. */
  public String read() throws IOException {
    return Files.readString(file);
  }

  /** Everything that would be wrong with a text; asks ssh about hosts, so it may block. */
  public List<Mistake> check(String text) {
    return ConfigFile.read(file, text, places) instanceof ConfigFile.Result.Wrong it
        ? it.mistakes()
        : List.of();
  }

  /**
   * Replaces the file as a whole when the text is right and nobody changed the file; may block.
   *
   * @param before what it said when it was read
   */
  public Saved save(String before, String text) {
    List<Mistake> mistakes = check(text);
    if (!mistakes.isEmpty()) {
      return new Saved.Wrong(mistakes);
    }
    try {
      if (!now().equals(before)) {
        return new Saved.ChangedMeanwhile();
      }
      PrivateFile.replace(file, text);
      return new Saved.Written();
    } catch (IOException e) {
      return new Saved.Failed(Slip.NOT_WRITTEN.of(file, e));
    }
  }

  private String now() throws IOException {
    try {
      return read();
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
