package org.toban.ui;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the toolkit has to say of style sheets while this is open. */
final class StyleWarnings extends Handler implements AutoCloseable {
  private static final Logger STYLES = Logger.getLogger("javafx.css");

  private final List<String> said = new CopyOnWriteArrayList<>();

  private StyleWarnings() {}

  static StyleWarnings listen() {
    StyleWarnings it = new StyleWarnings();
    STYLES.addHandler(it);
    return it;
  }

  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      said.add(record.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    STYLES.removeHandler(this);
  }
}
