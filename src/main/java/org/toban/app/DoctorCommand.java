package org.toban.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code toban doctor}: what works, what does not, how to mend it. */
@Command(
    name = "doctor",
    description = {
      "Tries everything that the configuration names: sources, hosts, runbooks, notifications.",
      "Exit code 0, or 1 when something does not work."
    })
final class DoctorCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  @Option(names = "--notify", description = "Sends a test by every channel of 'notices:', too.")
  private boolean notify;

  DoctorCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() throws IOException {
    List<Finding> findings;
    try (LogFile log = LogFile.open(toban.surroundings)) {
      Objects.requireNonNull(log);
      findings = new Checkup(toban.surroundings, toban.configFile().orElse(null)).all(notify);
    }
    if (json) {
      toban
          .surroundings
          .out()
          .println(
              Json.pretty(
                  Json.object(
                      "checks",
                      findings.stream()
                          .map(it ->
                              Json.object(
                                  "name", it.name(),
                                  "state", it.state(),
                                  "detail", it.detail(),
                                  "mend", it.mend()))
                          .toList())));
    } else {
      findings.forEach(this::say);
    }
    return findings.stream().anyMatch(it -> it.state() == Finding.State.FAILED) ? 1 : 0;
  }

  private void say(Finding finding) {
    toban.surroundings.say(
        "%-7s  %s: %s"
            .formatted(
                finding.state().name().toLowerCase(Locale.ROOT), finding.name(), finding.detail()));
    if (!finding.mend().isEmpty()) {
      toban.surroundings.say("         " + finding.mend());
    }
  }

  /**
   * What was tried and how it went.
   *
   * @param mend what to do; empty when nothing is to be done
   */
  record Finding(String name, State state, String detail, String mend) {
    enum State {
      OK,
      WARNING,
      FAILED
    }

    static Finding ok(String name, String detail) {
      return new Finding(name, State.OK, detail, "");
    }

    static Finding warning(String name, String detail, String mend) {
      return new Finding(name, State.WARNING, detail, mend);
    }

    static Finding failed(String name, String detail, String mend) {
      return new Finding(name, State.FAILED, detail, mend);
    }
  }
}
