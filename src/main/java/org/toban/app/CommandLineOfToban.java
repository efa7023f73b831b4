package org.toban.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.toban.app.runbook.Around;
import org.toban.app.runbook.RunbookCommand;
import org.toban.history.HistoryFault;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line: its commands, and how their failures are told. */
final class CommandLineOfToban {
  /** The command could not be understood or carried out. */
  static final int FAILED = 2;

  private CommandLineOfToban() {}

  /** Runs one command and gives the exit code of the process. */
  static int run(Surroundings surroundings, String... arguments) {
    TobanCommand toban = new TobanCommand(surroundings);
    return of(toban, surroundings).execute(arguments);
  }

  static CommandLine of(TobanCommand toban, Surroundings surroundings) {
    CommandLine line = new CommandLine(toban);
    line.addSubcommand(new DrillCommand(toban));
    line.addSubcommand(new WatchCommand(toban));
    line.addSubcommand(new LogsCommand(toban));
    line.addSubcommand(new LintCommand(toban));
    line.addSubcommand(new DoctorCommand(toban));
    line.addSubcommand(new QueryCommand(toban));
    line.addSubcommand(new ReportCommand(toban));
    line.addSubcommand(new HandoverCommand(toban));
    line.addSubcommand(new TrustCommand(toban));
    line.addSubcommand(new SettingsCommand(toban));
    line.addSubcommand(
        RunbookCommand.of(
            new Around(
                toban::settings,
                toban::library,
                surroundings::say,
                it -> surroundings.out().println(Json.pretty(it)))));
    line.addSubcommand(new HistoryCommand(toban));
    line.addSubcommand(new SilenceCommand(toban));
    line.addSubcommand(new MaintenanceCommand(toban));
    // inherited with the shared options, but only the first page needs it
    line.getSubcommands().values().forEach(it -> it.getCommandSpec().usageMessage().footer());
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((fault, written) -> misunderstood(fault, surroundings));
    line.setExecutionExceptionHandler((fault, at, parsed) -> failed(fault, surroundings));
    return line;
  }

  private static int misunderstood(ParameterException fault, Surroundings surroundings) {
    surroundings.warn(
        fault.getMessage()
            + " ("
            + fault.getCommandLine().getCommandSpec().qualifiedName()
            + " --help tells more)");
    return FAILED;
  }

  private static int failed(Exception fault, Surroundings surroundings) {
    if (fault instanceof Failure || fault instanceof HistoryFault) {
      surroundings.warn(String.valueOf(fault.getMessage()));
    } else {
      String log = LogFile.record(surroundings, "a command failed", fault);
      surroundings.warn(
          "something went wrong that should not: " + fault + "; details are in " + log);
    }
    return FAILED;
  }
}
