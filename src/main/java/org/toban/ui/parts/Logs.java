package org.toban.ui.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.toban.alert.Alert;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.Tail;

/** Where the desk finds the lines of an alert. */
public interface Logs {
  /** The lines around a moment; blocks, and is called off the FX thread. */
  LogBook.Answer around(Alert alert, Instant moment, Duration reach);

  /**
   * Lines as they arrive, told on threads of the tail; returns at once. Empty when no place is
   * known.
   */
  Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events);
}
