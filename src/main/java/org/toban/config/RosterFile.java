package org.toban.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;

/**
 * The on-call schedules as they were last read: private, replaced as a whole, read as a whole or
 * not at all. The last line is a checksum of all the others.
 */
public final class RosterFile {
  private static final String HEAD = "toban on call 1";

  /** A file that is larger was not written here. */
  private static final long MOST_BYTES = 64L << 20;

  private final Path file;

  public RosterFile(Path file) {
    this.file = file;
  }

  /**
   * A good reading.
   *
   * @param origin tells one place of a schedule from another, without naming it
   */
  public record Kept(String name, String origin, Instant readAt, Schedule schedule) {}

  /**
   * Replaces what is kept.
   *
   * @throws IOException when the disk fails
   */
  public void save(List<Kept> all) throws IOException {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (Kept kept : all) {
      Schedule it = kept.schedule();
      line(text, "schedule", kept.name(), kept.origin(), kept.readAt(), it.from(), it.until());
      it.shifts().forEach(shift -> line(text, "shift", shift.who(), shift.begin(), shift.end()));
    }
    PrivateFile.save(file, text + checksum(text.toString()) + "\n");
  }

  private static void line(StringBuilder text, Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : "\t").append(escaped(fields[i].toString()));
    }
    text.append('\n');
  }

  private static String escaped(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }

  /**
   * What is kept; empty when nothing was yet.
   *
   * @throws IOException when the file is damaged or foreign, with why; then none of it counts
   */
  public List<Kept> read() throws IOException {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("larger than any schedules");
      }
      byte[] bytes = Files.readAllBytes(file);
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      return List.of();
    }
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    if (!text.startsWith(HEAD + "\n")) {
      throw new IOException("not written by this version of Toban");
    }
    if (!text.substring(end).equals(checksum(text.substring(0, end)) + "\n")) {
      throw new IOException("damaged: its checksum is wrong");
    }
    try {
      return kept(text.substring(HEAD.length() + 1, end).lines().toList());
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("damaged: " + e, e);
    }
  }

  private static List<Kept> kept(List<String> lines) {
    List<Kept> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      String[] head = lines.get(i).split("\t", -1);
      List<Shift> shifts = new ArrayList<>();
      for (i++; i < lines.size() && lines.get(i).startsWith("shift\t"); i++) {
        String[] it = lines.get(i).split("\t", -1);
        shifts.add(new Shift(it[1].translateEscapes(), Instant.parse(it[2]), Instant.parse(it[3])));
      }
      all.add(
          new Kept(
              head[1].translateEscapes(),
              head[2].translateEscapes(),
              Instant.parse(head[3]),
              new Schedule(shifts, Instant.parse(head[4]), Instant.parse(head[5]))));
    }
    return all;
  }
}
