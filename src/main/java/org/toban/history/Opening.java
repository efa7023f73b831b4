package org.toban.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.history.Checkup.Finding;
import org.toban.history.HistoryFault.Kind;

/**
 * A file made ready: private to its owner, looked over, at the newest schema. A damaged one is set
 * aside under another name and a fresh one begun, never silently.
 *
 * @param notice what a person must be told, null when there is nothing
 * @param checked false when the file was too large to look over whole in the time
 */
record Opening(Session writer, @Nullable String notice, boolean checked) {
  /** Longer would hold up the start of the desk; the rest is looked over while it runs. */
  private static final Duration CHECK_LIMIT = Duration.ofMillis(400);

  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "afs", "9p", "fuse.sshfs");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Opening of(Path file, Instant now) {
    try {
      makePrivate(file);
    } catch (IOException e) {
      throw new HistoryFault(
          Kind.FAILED,
          "the history %s cannot be made (%s): check that its folder is yours and writable"
              .formatted(file, e),
          e);
    }
    try {
      return open(file, now, null);
    } catch (SQLException e) {
      if (Faults.kind(e) == Kind.DAMAGED) {
        return afresh(file, now, String.valueOf(e.getMessage()));
      }
      throw Faults.of(file, e);
    }
  }

  private static Opening open(Path file, Instant now, @Nullable String notice) throws SQLException {
    Session session = Session.writer(file, !onNetwork(file));
    try {
      long end = System.nanoTime() + CHECK_LIMIT.toNanos();
      Finding finding = Checkup.of(session, () -> System.nanoTime() - end > 0);
      if (finding instanceof Finding.Damaged it) {
        session.close();
        return afresh(file, now, it.detail());
      }
      Schema.migrate(session, file, now);
      return new Opening(session, notice, finding instanceof Finding.Sound);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Opening afresh(Path file, Instant now, String detail) {
    try {
      Path aside = setAside(file, now);
      makePrivate(file);
      return open(
          file,
          now,
          "the history was damaged (%s); it is kept as %s and a new one was begun in %s"
              .formatted(detail, aside, file));
    } catch (IOException e) {
      throw new HistoryFault(
          Kind.DAMAGED,
          "the history %s is damaged (%s) and cannot be set aside (%s): move it away"
              .formatted(file, detail, e),
          e);
    } catch (SQLException e) {
      throw Faults.of(file, e);
    }
  }

  private static Path setAside(Path file, Instant now) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + STAMP.format(now));
    for (int i = 2; Files.exists(aside); i++) {
      aside = aside.resolveSibling(file.getFileName() + ".damaged-" + STAMP.format(now) + "-" + i);
    }
    Files.move(file, aside);
    for (String companion : new String[] {"-wal", "-shm", "-journal"}) {
      Path beside = file.resolveSibling(file.getFileName() + companion);
      if (Files.exists(beside)) {
        Files.move(beside, aside.resolveSibling(aside.getFileName() + companion));
      }
    }
    return aside;
  }

  /** Makes the folder (0700) and the file (0600) when they are missing, and the file private. */
  static void makePrivate(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, posix ? permissions("rwx------") : new FileAttribute<?>[0]);
    }
    try {
      Files.createFile(file, posix ? permissions("rw-------") : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      if (posix && Files.isRegularFile(file)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private static FileAttribute<?>[] permissions(String text) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
    };
  }

  // WAL needs memory that all its users share, which a network file system cannot give.
  private static boolean onNetwork(Path file) {
    try {
      FileStore store = Files.getFileStore(file);
      return NETWORK.contains(store.type().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      return false;
    }
  }
}
