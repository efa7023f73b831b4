package org.toban.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads toban.yml. */
public final class ConfigFile {
  private static final long MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  /** What a file gave: settings, or everything that is wrong with it. */
  public sealed interface Result {
    record Ready(Settings settings) implements Result {}

    record Wrong(List<Mistake> mistakes) implements Result {
      public Wrong {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  public static Result read(Path file, Places places) {
    Mistakes mistakes = new Mistakes(file);
    Optional<Node> root = text(file, mistakes).flatMap(text -> compose(text, mistakes));
    return result(root, file, places, mistakes);
  }

  private static Result result(Optional<Node> root, Path file, Places places, Mistakes mistakes) {
    if (root.isEmpty()) {
      return new Result.Wrong(mistakes.all());
    }
    Settings settings = new SettingsReader(file, places, mistakes).read(root.get());
    return mistakes.all().isEmpty() ? new Result.Ready(settings) : new Result.Wrong(mistakes.all());
  }

  /** What a text would give in the place of the file's; the file itself need not be there. */
  public static Result read(Path file, String text, Places places) {
    Mistakes mistakes = new Mistakes(file);
    return result(compose(text, mistakes), file, places, mistakes);
  }

  private static Optional<Node> compose(String text, Mistakes mistakes) {
    Optional<Node> root = Yaml.compose(text, mistakes);
    if (root.isEmpty() && mistakes.all().isEmpty()) {
      mistakes.add(1, 1, Slip.EMPTY.of());
    }
    return root;
  }

  private static Optional<String> text(Path file, Mistakes mistakes) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        mistakes.add(1, 1, Slip.TOO_LARGE.of());
        return Optional.empty();
      }
      checkWriters(file, mistakes);
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      mistakes.add(1, 1, Slip.NO_FILE.of());
    } catch (CharacterCodingException e) {
      mistakes.add(1, 1, Slip.NOT_UTF8.of());
    } catch (IOException e) {
      mistakes.add(1, 1, Slip.CANNOT_BE_READ.of(e));
    }
    return Optional.empty();
  }

  /** Who can write this file can make Toban run commands, so only its owner may. */
  private static void checkWriters(Path file, Mistakes mistakes) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      mistakes.add(
          1, 1, Slip.OTHERS_MAY_WRITE.of(PosixFilePermissions.toString(permissions), file));
    }
  }
}
