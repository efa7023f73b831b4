package org.toban.ui;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a checked web address to the desktop's browser, off the FX thread. */
final class Browser {
  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

  private Browser() {}

  static void open(URI uri) {
    Thread.ofVirtual().name("browser").start(() -> start(uri));
  }

  private static void start(URI uri) {
    try {
      if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
        ProcessBuilder builder =
            new ProcessBuilder("xdg-open", uri.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("GDK_GL"); // of this program's window only, see ./toban
        builder.start();
      } else {
        Desktop.getDesktop().browse(uri);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the browser could not be started: {}", e.toString());
    }
  }
}
