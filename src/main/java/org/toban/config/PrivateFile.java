package org.toban.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that only their owner may read: 0600 in a 0700 folder from the moment they exist. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Replaces a file as a whole: a crash leaves the old text or the new one, never half of it. */
  public static void save(Path file, String text) throws IOException {
    save(file, text, null);
  }

  private static void save(Path file, String text, @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file: " + file);
    }
    folder(folder);
    Path fresh =
        Files.createTempFile(
            folder, file.getFileName().toString(), ".new", mode(file, "rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (permissions != null) {
        Files.setPosixFilePermissions(fresh, permissions);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** As {@link #save}, with the permissions that the file has, and behind a link to it. */
  public static void replace(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    save(
        real,
        text,
        Files.exists(real) && isPosix(real) ? Files.getPosixFilePermissions(real) : null);
  }

  /** Makes a folder, and those above it that are missing, and gives it back. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static boolean othersMayRead(Path file) {
    try {
      if (!isPosix(file) || !Files.exists(file)) {
        return false;
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)
          || permissions.contains(PosixFilePermission.GROUP_WRITE);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
