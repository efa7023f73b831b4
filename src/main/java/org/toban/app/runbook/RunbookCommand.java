package org.toban.app.runbook;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code toban runbook}: what is done with a runbook outside of an incident. */
@Command(name = "runbook", description = "Runbooks outside of an incident: test.")
public final class RunbookCommand {
  private RunbookCommand() {}

  /** With its commands. */
  public static CommandLine of(Around around) {
    CommandLine line = new CommandLine(new RunbookCommand());
    line.addSubcommand(new RunbookTestCommand(around));
    return line;
  }
}
