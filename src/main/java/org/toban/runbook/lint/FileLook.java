package org.toban.runbook.lint;

import java.util.List;
import java.util.Set;
import org.toban.runbook.Problem;

/**
 * What lint keeps of a file once it is parsed.
 *
 * @param problems that show in this file alone
 * @param anchors that a link may lead to
 * @param links to other files and to anchors
 */
record FileLook(
    String file,
    List<Problem> problems,
    Set<String> anchors,
    List<Target> links,
    List<Suppression> suppressions) {
  FileLook {
    problems = List.copyOf(problems);
    anchors = Set.copyOf(anchors);
    links = List.copyOf(links);
    suppressions = List.copyOf(suppressions);
  }

  /** Where a link of this file leads. */
  record Target(String target, int line) {}
}
