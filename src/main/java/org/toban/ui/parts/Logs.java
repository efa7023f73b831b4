package org.toban.ui.parts;

import java.time.Duration;
import java.time.Instant;
import org.toban.alert.Alert;
import org.toban.source.logs.LogBook;

/** Where the desk finds the lines around an alert; blocks, and is called off the FX thread. */
@FunctionalInterface
public interface Logs {
  LogBook.Answer around(Alert alert, Instant moment, Duration reach);
}
