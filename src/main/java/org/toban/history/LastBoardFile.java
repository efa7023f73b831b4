package org.toban.history;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/**
 * The file of the last board: private, replaced as a whole, read as a whole or not at all. Each
 * text stands in it once; a checksum at its end covers every byte.
 */
public final class LastBoardFile {
  /** More alerts than this are counted and not kept. */
  static final int MOST_ALERTS = 200_000;

  /** A file that is larger was not written here. */
  static final long MOST_BYTES = 256L << 20;

  private static final long MAGIC = 0x544f42414e424f31L; // TOBANBO1
  private static final int BUFFER = 1 << 16;

  private final Path file;

  public LastBoardFile(Path file) {
    this.file = file;
  }

  /**
   * Replaces what is kept: a crash leaves the old board or the new one.
   *
   * @throws IOException when the disk fails
   */
  public void save(LastBoard board) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder, mode(folder, "rwx------"));
    Path fresh =
        Files.createTempFile(
            folder, file.getFileName().toString(), ".new", mode(folder, "rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        CheckedOutputStream counted =
            new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32());
        DataOutputStream out = buffered(counted);
        out.writeLong(MAGIC);
        write(board, out);
        out.flush();
        out.writeLong(counted.getChecksum().getValue());
        out.flush();
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static DataOutputStream buffered(OutputStream out) {
    return new DataOutputStream(new BufferedOutputStream(out, BUFFER));
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * What is kept; empty when nothing was yet.
   *
   * @throws IOException when the file is damaged or foreign, with why; then none of it counts
   */
  public Optional<LastBoard> read() throws IOException {
    byte[] bytes;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("larger than any board");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    ByteBuffer all = ByteBuffer.wrap(bytes);
    int end = bytes.length - Long.BYTES;
    if (end < Long.BYTES || all.getLong(0) != MAGIC) {
      throw new IOException("not a board of this version of Toban");
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, end);
    if (all.getLong(end) != checksum.getValue()) {
      throw new IOException("damaged: its checksum is wrong");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, end - Long.BYTES))) {
      return Optional.of(read(in));
    } catch (EOFException | RuntimeException e) {
      throw new IOException("damaged: " + e, e);
    }
  }

  // --- the parts in their order ------------------------------------------------------------------

  private static void write(LastBoard board, DataOutputStream out) throws IOException {
    TextTable.Writer texts = new TextTable.Writer(out);
    out.writeInt(board.sources().size());
    for (LastBoard.Answered source : board.sources()) {
      texts.write(source.source());
      write(source.at(), out);
      out.writeInt(source.alerts());
    }
    int kept = Math.min(board.sightings().size(), MOST_ALERTS);
    out.writeInt(board.leftOut() + board.sightings().size() - kept);
    out.writeInt(kept);
    for (LastBoard.Sighting sighting : board.sightings().subList(0, kept)) {
      write(sighting, texts, out);
    }
  }

  private static LastBoard read(DataInputStream in) throws IOException {
    TextTable.Reader texts = new TextTable.Reader(in);
    List<LastBoard.Answered> sources = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      sources.add(new LastBoard.Answered(texts.read(), instant(in), in.readInt()));
    }
    int leftOut = in.readInt();
    List<LastBoard.Sighting> sightings = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      sightings.add(sighting(texts, in));
    }
    return new LastBoard(sources, sightings, leftOut);
  }

  private static void write(
      LastBoard.Sighting sighting, TextTable.Writer texts, DataOutputStream out)
      throws IOException {
    Alert alert = sighting.alert();
    write(alert.labels().asMap(), texts, out);
    write(alert.annotations(), texts, out);
    write(alert.startsAt(), out);
    texts.write(alert.state().name());
    write(alert.suppressedBy(), texts, out);
    String url = alert.generatorUrl();
    out.writeBoolean(url != null);
    if (url != null) {
      texts.write(url);
    }
    write(sighting.sources(), texts, out);
    write(sighting.firstSeen(), out);
  }

  private static LastBoard.Sighting sighting(TextTable.Reader texts, DataInputStream in)
      throws IOException {
    Labels labels = Labels.of(map(texts, in));
    Alert alert =
        new Alert(
            labels,
            Fingerprint.of(labels),
            map(texts, in),
            instant(in),
            Alert.State.valueOf(texts.read()),
            list(texts, in),
            in.readBoolean() ? texts.read() : null);
    return new LastBoard.Sighting(alert, list(texts, in), instant(in));
  }

  private static void write(Map<String, String> map, TextTable.Writer texts, DataOutputStream out)
      throws IOException {
    out.writeShort(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      texts.write(entry.getKey());
      texts.write(entry.getValue());
    }
  }

  private static Map<String, String> map(TextTable.Reader texts, DataInputStream in)
      throws IOException {
    int size = in.readUnsignedShort();
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(Math.min(size, 64));
    for (int i = 0; i < size; i++) {
      map.put(texts.read(), texts.read());
    }
    return map;
  }

  private static void write(List<String> list, TextTable.Writer texts, DataOutputStream out)
      throws IOException {
    out.writeShort(list.size());
    for (String text : list) {
      texts.write(text);
    }
  }

  private static List<String> list(TextTable.Reader texts, DataInputStream in) throws IOException {
    int size = in.readUnsignedShort();
    List<String> list = new ArrayList<>(Math.min(size, 64));
    for (int i = 0; i < size; i++) {
      list.add(texts.read());
    }
    return list;
  }

  private static void write(Instant at, DataOutputStream out) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ALERTS) {
      throw new IOException("damaged: it counts " + count);
    }
    return count;
  }
}
