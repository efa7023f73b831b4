package org.toban.app.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.config.PrivateFile;
import org.toban.ui.parts.Practice.Attempt;

/**
 * How a person did in practice, kept over restarts: a line for each attempt, newest first. The
 * history of the practice estate itself ends with it.
 */
public final class DrillTimes {
  private static final Logger LOG = LoggerFactory.getLogger(DrillTimes.class);

  /** More than anybody practises in a year. */
  private static final int MOST = 500;

  private static final int FIELDS = 8;
  private static final String NONE = "-";

  private final Path file;

  public DrillTimes(Path file) {
    this.file = file;
  }

  /** A line that cannot be read is left out. */
  public List<Attempt> read() {
    List<Attempt> attempts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        Attempt attempt = attempt(line);
        if (attempt != null) {
          attempts.add(attempt);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("the times of the practice in {} cannot be read", file, e);
    }
    return attempts;
  }

  private static @Nullable Attempt attempt(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS || fields[0].isBlank()) {
      return null;
    }
    try {
      Instant broken = time(fields[1]);
      return broken == null
          ? null
          : new Attempt(
              fields[0],
              broken,
              time(fields[2]),
              time(fields[3]),
              time(fields[4]),
              time(fields[5]),
              time(fields[6]),
              fields[7].equals("missed"));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant time(String text) {
    return text.equals(NONE) ? null : Instant.parse(text);
  }

  /** Keeps those that somebody answered; a failure is logged, for it must not end the practice. */
  public void save(List<Attempt> attempts) {
    StringBuilder text = new StringBuilder();
    attempts.stream()
        .filter(it -> it.answeredAt() != null)
        .limit(MOST)
        .forEach(it -> add(text, it));
    try {
      PrivateFile.save(file, text.toString());
    } catch (IOException e) {
      LOG.warn("the times of the practice cannot be kept in {}", file, e);
    }
  }

  private static void add(StringBuilder text, Attempt attempt) {
    text.append(attempt.scenario()).append('\t').append(attempt.brokenAt());
    add(text, attempt.shownAt());
    add(text, attempt.answeredAt());
    add(text, attempt.recoveredAt());
    add(text, attempt.reviewedAt());
    add(text, attempt.closedAt());
    text.append(attempt.deadlineMissed() ? "\tmissed\n" : "\tmet\n");
  }

  private static void add(StringBuilder text, @Nullable Instant time) {
    text.append('\t').append(time == null ? NONE : time.toString());
  }
}
