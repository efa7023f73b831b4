package org.toban.runbook.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Problem;

/**
 * What runbooks are held against besides themselves.
 *
 * @param before what was found wrong while files were looked for and read
 * @param rules that should lead to the runbooks; empty when none were given
 * @param people, groups and schedules that the configuration knows; empty when none was given
 * @param files says whether there is a file that a link leads to, by its path
 * @param used which runbooks were used lately; null when nobody asks
 */
public record Known(
    List<Problem> before,
    List<RuleRef> rules,
    Set<String> people,
    Predicate<String> files,
    @Nullable Use used) {
  public Known {
    before = List.copyOf(before);
    rules = List.copyOf(rules);
    people = Set.copyOf(people);
  }

  /**
   * The runbooks that an incident of the last days had.
   *
   * @param runbooks their ids
   */
  public record Use(Set<String> runbooks, long days) {
    public Use {
      runbooks = Set.copyOf(runbooks);
    }
  }

  /** Nothing: of other files than runbooks it is not known whether they are there. */
  public static Known nothing() {
    return new Known(List.of(), List.of(), Set.of(), path -> !isMarkdown(path), null);
  }

  static boolean isMarkdown(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".md");
  }

  public Known withBefore(List<Problem> problems) {
    return new Known(problems, rules, people, files, used);
  }

  public Known withRules(List<RuleRef> all) {
    return new Known(before, all, people, files, used);
  }

  public Known withPeople(Set<String> all) {
    return new Known(before, rules, all, files, used);
  }

  public Known withFiles(Predicate<String> there) {
    return new Known(before, rules, people, there, used);
  }

  public Known withUse(@Nullable Use use) {
    return new Known(before, rules, people, files, use);
  }
}
