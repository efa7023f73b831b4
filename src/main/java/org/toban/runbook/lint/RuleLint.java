package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Policy;
import org.toban.runbook.Flaw;
import org.toban.runbook.Library;
import org.toban.runbook.Problem;
import org.toban.runbook.Runbook;

/** Alerting rules and runbooks, each of which should lead to the other. */
final class RuleLint {
  private final Library library;
  private final List<Problem> problems = new ArrayList<>();

  private RuleLint(Library library) {
    this.library = library;
  }

  /** Problems of the rules; none when there are no rules. */
  static List<Problem> check(Library library, List<RuleRef> rules) {
    RuleLint lint = new RuleLint(library);
    if (!rules.isEmpty()) {
      lint.rules(rules);
    }
    return lint.problems;
  }

  private void rules(List<RuleRef> rules) {
    Set<String> used = new HashSet<>();
    for (RuleRef rule : rules) {
      if (severity(rule) == Severity.NONE) {
        continue; // a watchdog: it never notifies, so there is nothing to answer
      }
      Runbook runbook =
          library
              .runbookAt(rule.runbookUrl())
              .or(() -> library.runbookNamed(rule.alert()))
              .orElse(null);
      if (runbook == null) {
        problems.add(Problem.of(rule.place(), Flaw.RULE_WITHOUT_RUNBOOK, rule.alert()));
      } else {
        used.add(runbook.id());
        severity(rule, runbook);
      }
    }
    for (Runbook runbook : library.runbooks()) {
      if (!runbook.template() && !used.contains(runbook.id())) {
        problems.add(Problem.of(runbook.place(), Flaw.RUNBOOK_WITHOUT_RULE, runbook.title()));
      }
    }
  }

  private static Severity severity(RuleRef rule) {
    return SeverityMap.standard().severityOf(rule.severity());
  }

  private void severity(RuleRef rule, Runbook runbook) {
    Policy row = library.rowOf(runbook);
    Severity label = severity(rule);
    if (row != null && !rule.isTemplated() && label != row.severity()) {
      problems.add(
          Problem.of(
              rule.place(),
              List.of(Names.place(row)),
              Flaw.RULE_SEVERITY_CONFLICT,
              rule.alert(),
              Names.word(label),
              Names.word(row.severity()),
              Names.place(row)));
    }
  }
}
