package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Policy;
import org.toban.incident.Run;
import org.toban.runbook.Key;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/** What is wrong with a library as a whole, besides what its reader found line by line. */
public final class Lint {
  private final Library library;
  private final List<Problem> problems = new ArrayList<>();

  private Lint(Library library) {
    this.library = library;
  }

  /** All problems of a library, by file and line. */
  public static List<Problem> check(Library library) {
    return check(library, List.of());
  }

  /** All problems of a library and of the alerting rules that should lead to it. */
  public static List<Problem> check(Library library, List<RuleRef> rules) {
    Lint lint = new Lint(library);
    lint.problems.addAll(library.problems());
    lint.severities();
    lint.duplicatePolicies();
    lint.missingRunbooks();
    lint.duplicateRunbooks();
    library.runbooks().stream().filter(it -> !it.template()).forEach(lint::runbook);
    if (!rules.isEmpty()) {
      lint.rules(rules);
    }
    return lint.problems.stream().distinct().sorted(Comparator.comparing(Problem::place)).toList();
  }

  private void severities() {
    for (Library.Category category : library.categories()) {
      for (Policy row : library.policies()) {
        if (same(category.name(), row.name())
            && category.severity() != row.severity()
            && row.severity() != Severity.UNKNOWN) {
          Place table = placeOf(row);
          add(
              category.place(),
              Problem.Level.WARNING,
              "severity-conflict",
              category.name()
                  + " is "
                  + word(category.severity())
                  + " here and "
                  + word(row.severity())
                  + " in the table ("
                  + table
                  + "); the table wins: make both say the same",
              List.of(table));
        }
      }
    }
  }

  private void duplicatePolicies() {
    Map<String, Place> first = new HashMap<>();
    for (Policy row : library.policies()) {
      Place place = placeOf(row);
      Place earlier = first.putIfAbsent(canonical(row.name()), place);
      if (earlier != null) {
        add(
            place,
            Problem.Level.WARNING,
            "duplicate-policy",
            row.name() + " has a row at " + earlier + " already, which wins; keep one",
            List.of(earlier));
      }
    }
  }

  private void missingRunbooks() {
    Set<String> told = new HashSet<>();
    for (Policy row : library.policies()) {
      missingRunbook(row.name(), placeOf(row), told);
    }
    for (Library.Category category : library.categories()) {
      missingRunbook(category.name(), category.place(), told);
    }
  }

  private void missingRunbook(String name, Place place, Set<String> told) {
    if (library.runbookNamed(name).isEmpty() && told.add(Key.of(name))) {
      add(
          place,
          Problem.Level.WARNING,
          "no-runbook",
          name + " has no runbook; write a section \"Alert: " + name + "\" or a file for it",
          List.of());
    }
  }

  private void duplicateRunbooks() {
    Map<String, Runbook> first = new HashMap<>();
    for (Runbook runbook : library.runbooks()) {
      Set<String> keys = new LinkedHashSet<>();
      runbook.names().forEach(name -> keys.add(Key.of(name)));
      for (String key : keys) {
        Runbook earlier = first.putIfAbsent(key, runbook);
        if (earlier != null) {
          add(
              runbook.place(),
              Problem.Level.WARNING,
              "duplicate-runbook",
              "the alert \""
                  + key
                  + "\" leads to "
                  + earlier.place()
                  + " already; take the name from one of them",
              List.of(earlier.place()));
        }
      }
    }
  }

  private void runbook(Runbook runbook) {
    if (runbook.steps(Run.Stage.VERIFY).stream().noneMatch(it -> it.kind() != Step.Kind.OTHER)) {
      add(
          runbook.place(),
          Problem.Level.INFO,
          "no-verify",
          runbook.title()
              + " has no verify step, so that the alert has cleared is all that is checked",
          List.of());
    }
    automatic(runbook);
    for (Runbook.Contact contact : runbook.contacts()) {
      placeholder(contact.who(), contact.place());
    }
    for (String text :
        (runbook.prose() + "\n\n" + String.join("\n\n", runbook.detection())).split("\n\n", -1)) {
      placeholder(text, runbook.place());
    }
  }

  private void automatic(Runbook runbook) {
    Policy row = library.rowOf(runbook);
    boolean marked = runbook.steps().stream().anyMatch(Step::automatic);
    if (row != null && row.allowsAutomatic() && !marked) {
      add(
          runbook.place(),
          Problem.Level.INFO,
          "no-automatic-step",
          "the table promises an automatic response ("
              + row.automatic()
              + "), but no respond block is marked auto",
          List.of(placeOf(row)));
    } else if (row != null && !row.allowsAutomatic() && marked) {
      add(
          runbook.place(),
          Problem.Level.WARNING,
          "automatic-not-allowed",
          "a respond block is marked auto, but the table allows no automatic response, so it waits for a person",
          List.of(placeOf(row)));
    }
  }

  private void placeholder(String text, Place place) {
    if (Runbook.isPlaceholder(text.strip())) {
      add(
          place,
          Problem.Level.WARNING,
          "placeholder",
          text.strip() + " was left from the template; fill it in",
          List.of());
    }
  }

  private void rules(List<RuleRef> rules) {
    Set<String> used = new HashSet<>();
    for (RuleRef rule : rules) {
      if (SeverityMap.standard().severityOf(rule.severity()) == Severity.NONE) {
        continue; // a watchdog: it never notifies, so there is nothing to answer
      }
      Runbook runbook =
          library
              .runbookAt(rule.runbookUrl())
              .or(() -> library.runbookNamed(rule.alert()))
              .orElse(null);
      if (runbook == null) {
        add(
            rule.place(),
            Problem.Level.WARNING,
            "rule-without-runbook",
            "no runbook for the rule "
                + rule.alert()
                + "; write one, or set its runbook_url to one",
            List.of());
      } else {
        used.add(runbook.id());
        ruleSeverity(rule, runbook);
      }
    }
    for (Runbook runbook : library.runbooks()) {
      if (!runbook.template() && !used.contains(runbook.id())) {
        add(
            runbook.place(),
            Problem.Level.INFO,
            "runbook-without-rule",
            "no rule leads to the runbook " + runbook.title(),
            List.of());
      }
    }
  }

  private void ruleSeverity(RuleRef rule, Runbook runbook) {
    Policy row = library.rowOf(runbook);
    Severity label = SeverityMap.standard().severityOf(rule.severity());
    if (row != null && label != row.severity()) {
      add(
          rule.place(),
          Problem.Level.WARNING,
          "severity-conflict",
          "the rule "
              + rule.alert()
              + " is "
              + word(label)
              + " and its row in the table "
              + word(row.severity())
              + " ("
              + placeOf(row)
              + "); the table wins: make both say the same",
          List.of(placeOf(row)));
    }
  }

  private boolean same(String one, String other) {
    return canonical(one).equals(canonical(other));
  }

  /** One name for all the names of a runbook. */
  private String canonical(String name) {
    return library.runbookNamed(name).map(it -> "runbook " + it.id()).orElseGet(() -> Key.of(name));
  }

  private static Place placeOf(Policy row) {
    return Place.parse(row.origin()).orElseGet(() -> new Place(row.origin(), 1));
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "Critical";
      case WARNING -> "Warning";
      case INFO -> "Info";
      case UNKNOWN -> "unknown";
      case NONE -> "none";
    };
  }

  private void add(
      Place place, Problem.Level level, String code, String message, List<Place> also) {
    problems.add(new Problem(place, level, code, message, also));
  }
}
