package org.toban.app.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.toban.alert.Alert;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.Tail;
import org.toban.ui.parts.Logs;

/** The logs of a console. */
public record DeskLogs(LogBook book) implements Logs {
  @Override
  public LogBook.Answer around(Alert alert, Instant moment, Duration reach) {
    return book.around(alert, moment, reach);
  }

  @Override
  public Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events) {
    return book.follow(alert, from, events);
  }
}
