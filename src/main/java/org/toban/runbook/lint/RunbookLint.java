package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.runbook.Flaw;
import org.toban.runbook.Key;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.ResponseTimes;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/** Each runbook by itself, beside its row of the table and beside the others. */
final class RunbookLint {
  private static final Set<String> FIRST =
      Set.of("primary", "プライマリ", "一次", "一次対応", "主担当", "担当", "owner", "team");
  private static final Set<String> TIMES =
      Set.of("対応時間", "応答時間", "対応期限", "初動時間", "responsetime", "respondwithin", "sla");

  private final Library library;
  private final Known known;
  private final Set<String> people;
  private final List<Problem> problems = new ArrayList<>();

  private RunbookLint(Library library, Known known) {
    this.library = library;
    this.known = known;
    this.people = known.people().stream().map(Key::of).collect(Collectors.toSet());
  }

  static List<Problem> check(Library library, Known known) {
    RunbookLint lint = new RunbookLint(library, known);
    lint.duplicates();
    library.runbooks().stream().filter(it -> !it.template()).forEach(lint::runbook);
    if (!lint.people.isEmpty()) {
      library.policies().forEach(row -> lint.owner(row));
    }
    return lint.problems;
  }

  private void duplicates() {
    Map<String, Runbook> first = new HashMap<>();
    for (Runbook runbook : library.runbooks()) {
      Set<String> keys = new LinkedHashSet<>();
      runbook.names().forEach(name -> keys.add(Key.of(name)));
      for (String key : keys) {
        Runbook earlier = first.putIfAbsent(key, runbook);
        if (earlier != null) {
          List<Place> also = List.of(earlier.place());
          add(runbook.place(), also, Flaw.DUPLICATE_RUNBOOK, key, earlier.place());
        }
      }
    }
  }

  private void runbook(Runbook runbook) {
    if (runbook.steps(Run.Stage.VERIFY).stream().noneMatch(it -> it.kind() != Step.Kind.OTHER)) {
      add(runbook.place(), Flaw.NO_VERIFY, runbook.title());
    }
    Known.Use used = known.used();
    if (used != null && !used.runbooks().contains(runbook.id())) {
      add(runbook.place(), Flaw.UNUSED_RUNBOOK, runbook.title(), used.days());
    }
    for (Runbook.Contact contact : runbook.contacts()) {
      placeholder(contact.who(), contact.place());
      contact(contact);
    }
    String texts = runbook.prose() + "\n\n" + String.join("\n\n", runbook.detection());
    for (String text : texts.split("\n\n", -1)) {
      placeholder(text, runbook.place());
    }
    Policy row = library.rowOf(runbook);
    if (row != null) {
      automatic(runbook, row);
      firstContact(runbook, row);
      responseTime(runbook, row);
    }
  }

  private void placeholder(String text, Place place) {
    if (Runbook.isPlaceholder(text.strip())) {
      add(place, Flaw.PLACEHOLDER, text.strip());
    }
  }

  // --- beside the table --------------------------------------------------------------------------

  private void automatic(Runbook runbook, Policy row) {
    boolean marked = runbook.steps().stream().anyMatch(Step::automatic);
    List<Place> also = List.of(Names.place(row));
    if (row.allowsAutomatic() && !marked) {
      add(runbook.place(), also, Flaw.NO_AUTOMATIC_STEP, row.automatic());
    } else if (!row.allowsAutomatic() && marked) {
      add(runbook.place(), also, Flaw.AUTOMATIC_NOT_ALLOWED);
    }
  }

  private void firstContact(Runbook runbook, Policy row) {
    for (Runbook.Contact contact : runbook.contacts()) {
      boolean comparable =
          FIRST.contains(Key.of(contact.role()))
              && !Key.of(contact.who()).isEmpty()
              && !Key.of(row.owner()).isEmpty()
              && !Runbook.isPlaceholder(contact.who());
      boolean same =
          names(contact.who()).stream()
              .anyMatch(who -> names(row.owner()).stream().anyMatch(it -> Names.overlap(who, it)));
      if (comparable && !same) {
        Place table = Names.place(row);
        add(
            contact.place(),
            List.of(table),
            Flaw.OWNER_CONFLICT,
            row.name(),
            contact.who(),
            row.owner(),
            table);
      }
    }
  }

  /** A line of the overview such as {@code - **Response time**: 30 minutes}. */
  private void responseTime(Runbook runbook, Policy row) {
    for (String line : runbook.prose().split("\n", -1)) {
      ResponseTime said = said(line);
      if (said != null && !said.equals(row.responseTime())) {
        Place table = Names.place(row);
        String due = row.responseTime() == null ? "-" : Names.word(row.responseTime());
        add(
            runbook.place(),
            List.of(table),
            Flaw.TIME_CONFLICT,
            row.name(),
            Names.word(said),
            due,
            table);
      }
    }
  }

  private static @Nullable ResponseTime said(String line) {
    int colon = Math.max(line.indexOf(':'), line.indexOf('：'));
    if (colon < 0 || colon > 60 || !TIMES.contains(Key.of(line.substring(0, colon)))) {
      return null;
    }
    return ResponseTimes.read(line.substring(colon + 1).replace("*", "").strip()).orElse(null);
  }

  // --- who is known ------------------------------------------------------------------------------

  private void owner(Policy row) {
    for (String name : names(row.owner())) {
      if (!people.contains(Key.of(name))) {
        add(Names.place(row), Flaw.UNKNOWN_OWNER, name, row.name());
      }
    }
  }

  private void contact(Runbook.Contact contact) {
    if (!people.isEmpty() && !Runbook.isPlaceholder(contact.who())) {
      for (String name : names(contact.who())) {
        if (!people.contains(Key.of(name))) {
          add(contact.place(), Flaw.UNKNOWN_CONTACT, name);
        }
      }
    }
  }

  /** The names in a text, without what stands in brackets behind them. */
  private static List<String> names(String text) {
    String bare = text.split("[(（<＜]", 2)[0];
    List<String> names = new ArrayList<>();
    for (String name : bare.split("[,、，/／&＆]| and ")) {
      if (!Key.of(name).isEmpty()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  private void add(Place place, Flaw flaw, Object... arguments) {
    problems.add(Problem.of(place, flaw, arguments));
  }

  private void add(Place place, List<Place> also, Flaw flaw, Object... arguments) {
    problems.add(Problem.of(place, also, flaw, arguments));
  }
}
