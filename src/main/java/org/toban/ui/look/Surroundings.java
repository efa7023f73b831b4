package org.toban.ui.look;

import java.util.function.Consumer;
import org.toban.engine.Command;
import org.toban.ui.parts.Seat;

/** What every view stands in. */
public record Surroundings(
    Words words,
    Times times,
    Ticker ticker,
    Sheets sheets,
    Links links,
    Seat seat,
    Consumer<Command> send) {

  /** Who acts here now; the {@code by} of every command. To be asked when one is sent. */
  public String person() {
    return seat.person();
  }

  /** The same, with somebody who is told of every command that was sent. */
  public Surroundings telling(Consumer<Command> sent) {
    return new Surroundings(words, times, ticker, sheets, links, seat, send.andThen(sent));
  }
}
