package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.toban.runbook.Flaw;
import org.toban.runbook.Problem;

/** Leaves out what comments turn off, and tells of comments that turn nothing off. */
final class Suppressions {
  private final Map<String, Map<String, List<Suppression>>> byFileAndCode = new HashMap<>();
  private final Set<Suppression> all = new HashSet<>();
  private final Map<Suppression, Set<String>> used = new HashMap<>();

  private Suppressions(List<FileLook> looks) {
    for (FileLook look : looks) {
      for (Suppression it : look.suppressions()) {
        all.add(it);
        for (String code : it.codes()) {
          byFileAndCode
              .computeIfAbsent(look.file(), file -> new HashMap<>())
              .computeIfAbsent(code, any -> new ArrayList<>())
              .add(it);
        }
      }
    }
  }

  /**
   * The problems that are left.
   *
   * @param notAsked codes that were not looked for this time
   */
  static List<Problem> apply(List<FileLook> looks, List<Problem> problems, Set<String> notAsked) {
    Suppressions suppressions = new Suppressions(looks);
    List<Problem> left = new ArrayList<>();
    for (Problem problem : problems) {
      if (!suppressions.isOff(problem)) {
        left.add(problem);
      }
    }
    for (Suppression it : suppressions.all) {
      for (String code : it.codes()) {
        boolean idle = !suppressions.used.getOrDefault(it, Set.of()).contains(code);
        if (idle && !notAsked.contains(code)) {
          left.add(Problem.of(it.place(), Flaw.UNUSED_SUPPRESSION, code));
        }
      }
    }
    return left;
  }

  private boolean isOff(Problem problem) {
    boolean off = false;
    List<Suppression> candidates =
        byFileAndCode
            .getOrDefault(problem.place().file(), Map.of())
            .getOrDefault(problem.code(), List.of());
    for (Suppression it : candidates) {
      if (it.range().holds(problem.place().line())) {
        used.computeIfAbsent(it, any -> new HashSet<>()).add(problem.code());
        off = true;
      }
    }
    return off;
  }
}
