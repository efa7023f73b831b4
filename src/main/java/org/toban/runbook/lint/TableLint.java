package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.toban.alert.Severity;
import org.toban.incident.Policy;
import org.toban.runbook.Flaw;
import org.toban.runbook.Key;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/** The alert table held against itself, the categories and the runbooks that there are. */
final class TableLint {
  private final Library library;
  private final Names names;
  private final List<Problem> problems = new ArrayList<>();

  private TableLint(Library library, Names names) {
    this.library = library;
    this.names = names;
  }

  static List<Problem> check(Library library, Names names) {
    TableLint lint = new TableLint(library, names);
    lint.rows();
    lint.missingRunbooks();
    return lint.problems;
  }

  private void rows() {
    Map<String, List<Policy>> rows = new HashMap<>();
    for (Policy row : library.policies()) {
      List<Policy> same =
          rows.computeIfAbsent(names.canonical(row.name()), any -> new ArrayList<>());
      if (!same.isEmpty()) {
        again(row, same.getFirst());
      }
      same.add(row);
    }
    for (Library.Category category : library.categories()) {
      rows.getOrDefault(names.canonical(category.name()), List.of())
          .forEach(row -> category(category, row));
    }
  }

  private void again(Policy row, Policy first) {
    Place earlier = Names.place(first);
    List<String> differences = new ArrayList<>();
    differ(differences, Names.word(first.severity()), Names.word(row.severity()));
    differ(differences, time(first), time(row));
    differ(differences, first.owner(), row.owner());
    problems.add(
        differences.isEmpty()
            ? Problem.of(
                Names.place(row), List.of(earlier), Flaw.DUPLICATE_POLICY, row.name(), earlier)
            : Problem.of(
                Names.place(row),
                List.of(earlier),
                Flaw.POLICY_CONFLICT,
                row.name(),
                earlier,
                String.join(", ", differences)));
  }

  private static void differ(List<String> differences, String first, String here) {
    if (!Objects.equals(first, here)) {
      differences.add(or(first) + " / " + or(here));
    }
  }

  private static String or(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String time(Policy row) {
    return row.responseTime() == null ? "" : Names.word(row.responseTime());
  }

  private void category(Library.Category category, Policy row) {
    if (category.severity() != row.severity() && row.severity() != Severity.UNKNOWN) {
      Place table = Names.place(row);
      problems.add(
          Problem.of(
              category.place(),
              List.of(table),
              Flaw.SEVERITY_CONFLICT,
              category.name(),
              Names.word(category.severity()),
              Names.word(row.severity()),
              table));
    }
  }

  private void missingRunbooks() {
    Set<String> told = new HashSet<>();
    library.policies().forEach(row -> missingRunbook(row.name(), Names.place(row), told));
    library.categories().forEach(it -> missingRunbook(it.name(), it.place(), told));
  }

  private void missingRunbook(String name, Place place, Set<String> told) {
    if (library.runbookNamed(name).isEmpty() && told.add(Key.of(name))) {
      problems.add(Problem.of(place, Flaw.NO_RUNBOOK, name));
    }
  }
}
