package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The step texts that a person approved for automatic runs on this machine: one line each, {@code
 * SHA256 TAB INSTANT TAB PERSON}. A line that cannot be read approves nothing.
 */
public final class TrustFile {
  private final Path file;

  public TrustFile(Path file) {
    this.file = file;
  }

  /** Who approved a text, and when. */
  public record Approval(String sha256, Instant at, String by) {}

  /**
   * Approvals by hash, oldest first.
   *
   * @throws UncheckedIOException when the file is there but cannot be read
   */
  public Map<String, Approval> approvals() {
    Map<String, Approval> approvals = new LinkedHashMap<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          parse(line).ifPresent(approval -> approvals.put(approval.sha256(), approval));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return approvals;
  }

  /**
   * Approves a text.
   *
   * @throws UncheckedIOException when it cannot be stored
   */
  public void approve(String sha256, String by, Instant at) {
    change(approvals -> approvals.put(sha256, new Approval(sha256, at, by)));
  }

  /**
   * Withdraws an approval.
   *
   * @throws UncheckedIOException when it cannot be stored
   */
  public void revoke(String sha256) {
    change(approvals -> approvals.remove(sha256));
  }

  /** The desk and {@code toban trust} may both write: each reads anew behind one lock. */
  private synchronized void change(java.util.function.Consumer<Map<String, Approval>> change) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      if (!Files.exists(lock)) {
        PrivateFile.save(lock, "");
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        Map<String, Approval> approvals = new LinkedHashMap<>(approvals());
        change.accept(approvals);
        PrivateFile.save(
            file, approvals.values().stream().map(TrustFile::line).collect(Collectors.joining()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String line(Approval approval) {
    String person = approval.by().replaceAll("\\p{Cntrl}", " ");
    return approval.sha256() + "\t" + approval.at() + "\t" + person + "\n";
  }

  private static Optional<Approval> parse(String line) {
    String[] parts = line.split("\t", 3);
    if (parts.length != 3 || !parts[0].matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Approval(parts[0], Instant.parse(parts[1]), parts[2]));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
