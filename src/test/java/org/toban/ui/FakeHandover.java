package org.toban.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.app.handover.ShiftFacts;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.history.SqliteHistory;
import org.toban.incident.MaintenanceWindow;
import org.toban.review.Documents;
import org.toban.review.Handover;
import org.toban.ui.parts.HandingOver;

/** The real facts of a board, and lists of what the desk did with them. */
final class FakeHandover implements HandingOver {
  final List<Path> saved = new ArrayList<>();
  final List<Handover> mailed = new ArrayList<>();
  final List<Duration> shifts = new ArrayList<>();
  List<String> to = List.of();
  List<MaintenanceWindow> windows = List.of();
  @Nullable String refusal;
  @Nullable History history;
  Instant now = Boards.NOW;

  @Override
  public Handover facts(Board board, Duration shift) {
    shifts.add(shift);
    Handover.Shift of =
        new Handover.Shift(now.minus(shift), now, "desk-1", "sato", board.practice());
    ShiftFacts facts = new ShiftFacts(windows, board.hold());
    if (history != null) {
      return facts.of(board, of, history);
    }
    try (SqliteHistory empty =
        SqliteHistory.open(Files.createTempFile(Path.of("target"), "history", ".db"))) {
      return facts.of(board, of, empty);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path save(Handover handover, Path folder, Locale locale) throws IOException {
    Path file = Documents.write(folder, handover, locale, Boards.ZONE);
    saved.add(file);
    return file;
  }

  @Override
  public List<String> addressees() {
    return to;
  }

  @Override
  public void send(Handover handover) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    mailed.add(handover);
  }

  /** The newest text that was saved. */
  Optional<String> text() throws IOException {
    return saved.isEmpty() ? Optional.empty() : Optional.of(Files.readString(saved.getLast()));
  }
}
