package org.toban.ui.look;

import java.util.function.Consumer;
import org.toban.engine.Command;

/**
 * What every view stands in.
 *
 * @param person the {@code by} of every command
 */
public record Surroundings(
    Words words,
    Times times,
    Ticker ticker,
    Sheets sheets,
    Links links,
    String person,
    Consumer<Command> send) {}
