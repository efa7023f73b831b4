package org.toban.runbook.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.toban.runbook.ShellCommand;
import org.toban.runbook.ShellScan;
import org.toban.runbook.Step;
import org.toban.runbook.Written;

/**
 * What a script asks of its run.
 *
 * @param endless whether a command of it goes on until it is ended
 * @param labels of the alert that it cannot do without, sorted, in lower case
 */
public record Demands(boolean endless, Set<String> labels) {
  private static final String LABEL = "TOBAN_LABEL_";
  private static final String ABOUT = "TOBAN_INSTANCE";

  public Demands {
    labels = Set.copyOf(labels);
  }

  /** Of a shell step. */
  public static Demands of(Step step) {
    List<Integer> lines =
        IntStream.rangeClosed(1, (int) step.script().lines().count() + 1).boxed().toList();
    boolean endless = false;
    Set<String> labels = new TreeSet<>();
    for (ShellCommand command : ShellScan.of(new Written(step, lines, false)).commands()) {
      Invocation run = Invocation.of(command);
      endless |= !run.limited() && Terminals.isEndless(run);
      for (ShellCommand.Use use : command.uses()) {
        if (!hasDefault(use)) {
          add(use.variable(), labels);
        }
      }
    }
    return new Demands(endless, labels);
  }

  /** The shell variable of a label. */
  public static String variable(String label) {
    return label.equals("instance") ? ABOUT : LABEL + label.toUpperCase(Locale.ROOT);
  }

  private static void add(String variable, Set<String> labels) {
    if (variable.equals(ABOUT)) {
      labels.add("instance");
    } else if (variable.startsWith(LABEL)) {
      labels.add(variable.substring(LABEL.length()).toLowerCase(Locale.ROOT));
    }
  }

  private static boolean hasDefault(ShellCommand.Use use) {
    return use.text().startsWith("${" + use.variable() + "-")
        || use.text().startsWith("${" + use.variable() + ":-")
        || use.text().startsWith("${" + use.variable() + ":+")
        || use.text().startsWith("${" + use.variable() + "+");
  }
}
