package org.toban.drill;

import java.util.Map;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Machine;
import org.toban.drill.shell.Stream;

/** What a command line gave on a simulated machine. */
record Ran(int status, String out, String error) {
  static Ran on(Machine machine, String line) {
    return on(machine, line, "");
  }

  static Ran on(Machine machine, String line, String input) {
    Stream.Capture out = new Stream.Capture();
    Stream.Capture error = new Stream.Capture();
    int status =
        machine.login(
            new Invocation.Context("ops", "/home/ops", Map.of("HOME", "/home/ops", "USER", "ops")),
            Invocation.Streams.of(
                Stream.of(input.getBytes(java.nio.charset.StandardCharsets.UTF_8)), out, error),
            line,
            _ -> {});
    return new Ran(status, out.text(), error.text());
  }
}
