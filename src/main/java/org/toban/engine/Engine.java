package org.toban.engine;

import org.toban.source.Reading;

/**
 * The one thread that owns the state: takes inputs, stores events, then does the rest, and
 * publishes the newest board.
 */
public final class Engine implements AutoCloseable {
  private final Feed feed = new Feed();
  private final Parts parts;

  public Engine(EngineSettings settings, Estate estate, Parts parts) {
    this.parts = parts;
  }

  /** Reads what the history has of open incidents, publishes the first board and begins. */
  public void start() {}

  /** From any thread; returns at once. */
  public void take(Input input) {}

  /** A poller's door. */
  public void read(Reading reading) {
    take(new Input.Read(reading));
  }

  /** The desk's door: the command as of now. */
  public void command(Command command) {
    take(new Input.Commanded(parts.clock().instant(), command));
  }

  public Feed feed() {
    return feed;
  }

  /** Stops taking inputs, ends runs that are under way and stores that their outcome is unknown. */
  @Override
  public void close() {}
}
