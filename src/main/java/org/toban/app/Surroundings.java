package org.toban.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.toban.config.Places;

/** What a command needs of the world around it. */
record Surroundings(Places places, PrintStream out, PrintStream err, InstantSource clock) {
  static Surroundings real() {
    return new Surroundings(
        Places.ofThisUser(),
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
        InstantSource.system());
  }

  void say(String line) {
    out.println(Terminal.plain(line));
  }

  void warn(String line) {
    err.println("toban: " + Terminal.plain(line));
  }
}
