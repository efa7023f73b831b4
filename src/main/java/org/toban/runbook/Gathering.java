package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import org.toban.incident.Policy;

/** What the reader has found so far, of all files. */
final class Gathering {
  final List<Policy> policies = new ArrayList<>();
  final List<Library.Category> categories = new ArrayList<>();
  final List<Runbook> runbooks = new ArrayList<>();
  final List<Handbook> handbooks = new ArrayList<>();
  final List<HostSetting> settings = new ArrayList<>();
  final List<String> flows = new ArrayList<>();
  final List<Library.Cadence> cadence = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();

  /** For a closer look at the file that is read, and not kept. */
  final List<Written> scripts = new ArrayList<>();

  /** A link to a runbook in an alert's row. */
  record Handbook(String alert, String target) {}

  private final UniqueIds ids = new UniqueIds();

  void problem(Place place, Flaw flaw, Object... arguments) {
    problems.add(Problem.of(place, flaw, arguments));
  }

  /** Adds all of another file, or nothing when it has an id that is taken already. */
  boolean take(Gathering file) {
    if (!ids.take(file.ids)) {
      return false;
    }
    policies.addAll(file.policies);
    categories.addAll(file.categories);
    runbooks.addAll(file.runbooks);
    handbooks.addAll(file.handbooks);
    settings.addAll(file.settings);
    flows.addAll(file.flows);
    cadence.addAll(file.cadence);
    problems.addAll(file.problems);
    return true;
  }

  /** The slug of a name, numbered when another runbook has it. */
  String newId(String name) {
    String slug = Key.slug(name);
    return ids.next(slug.isEmpty() ? "runbook" : slug);
  }

  Library library() {
    NameIndex index = new NameIndex(runbooks, policies);
    for (Handbook it : handbooks) {
      Runbook linked = index.byName(it.alert) == null ? index.byUrl(it.target) : null;
      if (linked != null) {
        runbooks.replaceAll(book -> book.id().equals(linked.id()) ? book.named(it.alert) : book);
      }
    }
    return new Library(policies, categories, runbooks, settings, flows, cadence, problems);
  }
}
