package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Parts;
import org.toban.runbook.Approval;
import org.toban.runbook.Trust;

/**
 * The step texts that a person approved for automatic runs on this machine: one line each, {@code
 * SHA256 TAB INSTANT TAB PERSON TAB STEP TAB FILE TAB TITLE}, and beside the file a folder {@code
 * NAME.texts} with each text in a file that is named by its hash. Lines without the last three
 * parts, and texts that are missing or no longer have their hash, are as good an approval, but
 * nothing can be compared with them. A line that cannot be read approves nothing.
 */
public final class TrustFile implements Parts.Approvals {
  private final Path file;
  private final Path texts;

  public TrustFile(Path file) {
    this.file = file;
    this.texts = file.resolveSibling(file.getFileName() + ".texts");
  }

  /**
   * What is approved, with the texts that were kept.
   *
   * @throws UncheckedIOException when the file is there but cannot be read
   */
  public Trust read() {
    Trust trust = Trust.nothing();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          Approval approval = parse(line).orElse(null);
          if (approval != null) {
            trust = trust.with(withText(approval));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return trust;
  }

  /** Another text whenever the file was written anew; it is replaced as a whole each time. */
  public String stamp() {
    try {
      BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
      return it.lastModifiedTime() + " " + it.size() + " " + it.fileKey();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /**
   * Approves a text.
   *
   * @throws UncheckedIOException when it cannot be stored
   */
  @Override
  public void approve(Approval approval) {
    change(trust -> trust.with(approval));
  }

  /**
   * Withdraws an approval.
   *
   * @throws UncheckedIOException when it cannot be stored
   */
  @Override
  public void revoke(String sha256) {
    change(trust -> trust.without(sha256));
  }

  /** The desk and {@code toban trust} may both write: each reads anew behind one lock. */
  private synchronized void change(UnaryOperator<Trust> change) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      if (!Files.exists(lock)) {
        PrivateFile.save(lock, "");
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        Trust before = read();
        Trust after = change.apply(before);
        // a text comes before the line that names it and goes after it
        keepTexts(after);
        PrivateFile.save(
            file, after.approvals().stream().map(TrustFile::line).collect(Collectors.joining()));
        dropTexts(before, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void keepTexts(Trust trust) throws IOException {
    for (Approval approval : trust.approvals()) {
      String text = approval.text();
      if (text != null && !text.equals(kept(approval.sha256()))) {
        PrivateFile.save(texts.resolve(approval.sha256()), text);
      }
    }
  }

  private void dropTexts(Trust before, Trust after) throws IOException {
    List<Approval> gone = new ArrayList<>(before.approvals());
    gone.removeIf(
        it -> after.approvals().stream().anyMatch(left -> left.sha256().equals(it.sha256())));
    for (Approval approval : gone) {
      Files.deleteIfExists(texts.resolve(approval.sha256()));
    }
  }

  private Approval withText(Approval approval) {
    String text = kept(approval.sha256());
    return text == null ? approval : approval.withText(text);
  }

  private @Nullable String kept(String sha256) {
    try {
      return Files.readString(texts.resolve(sha256));
    } catch (IOException e) {
      return null;
    }
  }

  private static String line(Approval approval) {
    List<String> parts = new ArrayList<>();
    parts.add(approval.sha256());
    parts.add(approval.at().toString());
    parts.add(approval.by());
    Approval.Origin origin = approval.origin();
    if (origin != null) {
      parts.add(origin.stepId());
      parts.add(origin.file());
      parts.add(origin.title());
    }
    return String.join("\t", parts) + "\n";
  }

  private static Optional<Approval> parse(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length < 3 || !parts[0].matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    Approval.@Nullable Origin origin =
        parts.length < 6 ? null : new Approval.Origin(parts[4], parts[3], parts[5]);
    try {
      return Optional.of(new Approval(parts[0], Instant.parse(parts[1]), parts[2], origin, null));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
