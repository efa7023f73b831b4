package org.toban.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Secret;

/** Reads where a secret stands. */
final class SecretReader {
  private final Path folder;
  private final Places places;

  SecretReader(Path folder, Places places) {
    this.folder = folder;
    this.places = places;
  }

  /** Whether a secret is written in any way, be it a wrong one that is noted. */
  boolean isWritten(Section section, String stem) {
    return section.refusedSecret() || !written(section, stem).isEmpty();
  }

  private static List<String> written(Section section, String stem) {
    return Stream.of("_file", "_env", "_command", "_keyring")
        .map(way -> stem + way)
        .filter(section::has)
        .toList();
  }

  /** A secret by one of its references: {@code STEM_file}, and so on; null for none. */
  @Nullable Secret read(Section section, String stem) {
    List<String> written = written(section, stem);
    if (written.size() > 1) {
      section.wrong(written.get(1), Slip.TWO_SECRETS.of(written.getFirst()));
    }
    return written.isEmpty() ? null : read(section, stem, written.getFirst());
  }

  private @Nullable Secret read(Section section, String stem, String key) {
    String way = key.substring(stem.length());
    if (way.equals("_command")) {
      List<String> command = section.texts(key);
      return command.isEmpty() ? null : new Secret.FromCommand(command);
    }
    String value = section.text(key);
    if (value == null) {
      return null;
    }
    return switch (way) {
      case "_file" -> new Secret.InFile(file(section, key, value));
      case "_env" -> new Secret.InEnvironment(variable(section, key, value));
      default -> keyring(section, key, value);
    };
  }

  private String variable(Section section, String key, String name) {
    if (!places.environment().containsKey(name)) {
      section.wrong(key, Slip.NO_VARIABLE.of(name));
    }
    return name;
  }

  private static @Nullable Secret keyring(Section section, String key, String value) {
    int slash = value.lastIndexOf('/');
    if (slash < 1 || slash == value.length() - 1) {
      section.wrong(key, Slip.NO_KEYRING_SECRET.of(value));
      return null;
    }
    return new Secret.InKeyring(value.substring(0, slash), value.substring(slash + 1));
  }

  /** A file that others may not read. */
  Path file(Section section, String key, String written) {
    Path file = existing(section, key, written);
    if (PrivateFile.othersMayRead(file)) {
      section.wrong(key, Slip.OTHERS_MAY_READ.of(file));
    }
    return file;
  }

  Path existing(Section section, String key, String written) {
    Path file = places.resolve(folder, written);
    if (!Files.isReadable(file)) {
      section.wrong(key, Slip.CANNOT_READ.of(file));
    }
    return file;
  }
}
