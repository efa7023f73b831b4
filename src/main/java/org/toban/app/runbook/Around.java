package org.toban.app.runbook;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.toban.config.Settings;
import org.toban.runbook.Library;

/**
 * What the commands of this package need of Toban's own.
 *
 * @param library the runbooks of the configuration
 * @param say prints a line, harmless for a terminal
 * @param print prints an answer as JSON
 */
public record Around(
    Supplier<Settings> settings,
    Supplier<Library> library,
    Consumer<String> say,
    Consumer<Object> print) {}
