package org.toban.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.toban.app.doctor.Finding;
import org.toban.saying.Saying;
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
    Checkup checkup = new Checkup(toban.surroundings, toban.configFile().orElse(null));
    List<Finding> findings;
    try (LogFile log = LogFile.open(toban.surroundings)) {
      Objects.requireNonNull(log);
      findings = checkup.all(notify);
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
                                  "mend", Objects.requireNonNullElse(it.mend(), "").toString()))
                          .toList())));
    } else {
      Locale reader = Locale.forLanguageTag(toban.readerLanguage(checkup.language()));
      findings.forEach(it -> say(it, reader));
    }
    return findings.stream().anyMatch(it -> it.state() == Finding.State.FAILED) ? 1 : 0;
  }

  private void say(Finding finding, Locale reader) {
    toban.surroundings.say(
        "%-7s  %s: %s"
            .formatted(
                finding.state().word().in(reader),
                finding.subject().in(reader),
                finding.found().in(reader)));
    Saying mend = finding.mend();
    if (mend != null) {
      toban.surroundings.say("         " + mend.in(reader));
    }
  }
}
