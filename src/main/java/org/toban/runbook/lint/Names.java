package org.toban.runbook.lint;

import java.util.Locale;
import org.toban.alert.Severity;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.runbook.Key;
import org.toban.runbook.Library;
import org.toban.runbook.Place;

/** Names and words as lint compares and tells them. */
final class Names {
  private final Library library;

  Names(Library library) {
    this.library = library;
  }

  /** One name for all the names of a runbook. */
  String canonical(String name) {
    return library.runbookNamed(name).map(it -> "runbook " + it.id()).orElseGet(() -> Key.of(name));
  }

  /** Whether one name is, or is a part of, the other. */
  static boolean overlap(String one, String other) {
    String key = Key.of(one);
    String otherKey = Key.of(other);
    return key.contains(otherKey) || otherKey.contains(key);
  }

  static Place place(Policy row) {
    return Place.parse(row.origin()).orElseGet(() -> new Place(row.origin(), 1));
  }

  /** As tables have it, in every language. */
  static String word(Severity severity) {
    String name = severity.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  static String word(ResponseTime time) {
    return switch (time) {
      case ResponseTime.Wall it -> it.time().toString().substring(2).toLowerCase(Locale.ROOT);
      case ResponseTime.BusinessDays it -> it.days() + " business days";
    };
  }
}
