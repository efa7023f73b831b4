package org.toban.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.toban.config.Places;
import org.toban.config.PrivateFile;

/** Toban's own log: three files of 1 MB at most, in the state folder, for its owner only. */
final class LogFile implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final Handler handler;

  private LogFile(Handler handler) {
    this.handler = handler;
  }

  /** Sends all logging of this process to the file instead of the terminal. */
  static LogFile open(Places places) {
    try {
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
      return new LogFile(handler);
    } catch (IOException e) {
      throw new UncheckedIOException("the log in " + places.state() + " cannot be written", e);
    }
  }

  /** Writes one failure with its stack, and gives the file. */
  static Path record(Places places, String what, Throwable fault) {
    try (LogFile log = open(places)) {
      ROOT.log(Level.SEVERE, what, fault);
    } catch (UncheckedIOException e) {
      ROOT.log(Level.SEVERE, what, fault);
    }
    return places.state().resolve("toban.0.0.log");
  }

  @Override
  public void close() {
    handler.close();
    ROOT.removeHandler(handler);
  }
}
