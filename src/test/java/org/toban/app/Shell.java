package org.toban.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.toban.config.Places;
import picocli.CommandLine;

/** Runs commands of Toban in this process, as a person in a shell would. */
final class Shell {
  static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private final Places places;
  private final InstantSource clock;
  String out = "";
  String err = "";

  /** A shell of a person whose home is the given folder. */
  Shell(Path home) {
    this(home, InstantSource.fixed(NOW));
  }

  /** As above, with a clock. */
  Shell(Path home, InstantSource clock) {
    this.clock = clock;
    Map<String, String> environment = new HashMap<>();
    environment.put("USER", "aiko");
    environment.put("LANG", "en_US.UTF-8");
    places = Places.of(environment, home);
  }

  Places places() {
    return places;
  }

  /** The commands that there are. */
  static CommandLine commandLine(Path home) {
    Surroundings surroundings =
        new Surroundings(new Shell(home).places, System.out, System.err, InstantSource.fixed(NOW));
    return CommandLineOfToban.of(new TobanCommand(surroundings), surroundings);
  }

  /** Runs one command, keeps what it printed and gives its exit code. */
  int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            places,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8),
            clock);
    int exit = CommandLineOfToban.run(surroundings, arguments);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return exit;
  }
}
