package org.toban.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.toban.config.Places;
import org.toban.config.PrivateFile;

/** Toban's own log: three files of 1 MB at most, in the state folder, for its owner only. */
final class LogFile implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final @Nullable Handler handler;

  private LogFile(@Nullable Handler handler) {
    this.handler = handler;
  }

  /**
   * Sends all logging of this process to the file instead of the terminal. Where there can be no
   * file it stays on the terminal, and the person is told: a log is no reason not to watch.
   */
  static LogFile open(Surroundings surroundings) {
    Places places = surroundings.places();
    try {
      return new LogFile(toFile(places));
    } catch (IOException e) {
      surroundings.warn(
          "no log can be written in "
              + places.state()
              + " ("
              + e
              + "), so it goes to this terminal; make the folder writable for you");
      return new LogFile(null);
    }
  }

  private static Handler toFile(Places places) throws IOException {
    Path folder = PrivateFile.folder(places.state());
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    FileHandler handler =
        new FileHandler(folder.resolve("toban.%u.%g.log").toString(), 1 << 20, 3, true);
    handler.setFormatter(new SimpleFormatter());
    handler.setEncoding("UTF-8");
    for (Handler other : ROOT.getHandlers()) {
      ROOT.removeHandler(other);
    }
    ROOT.addHandler(handler);
    return handler;
  }

  /** Writes one failure with its stack, and says where it stands. */
  static String record(Surroundings surroundings, String what, Throwable fault) {
    try (LogFile log = open(surroundings)) {
      ROOT.log(Level.SEVERE, what, fault);
      return log.handler == null
          ? "the lines above"
          : surroundings.places().state().resolve("toban.0.0.log").toString();
    }
  }

  @Override
  public void close() {
    if (handler != null) {
      handler.close();
      ROOT.removeHandler(handler);
    }
  }
}
