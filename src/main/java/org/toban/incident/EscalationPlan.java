package org.toban.incident;

import java.time.Duration;
import java.util.List;

/**
 * Who is asked, one after the other, until somebody answers. An incident keeps the plan that was in
 * force when it opened.
 *
 * @param name as the configuration calls it
 * @param steps at least one
 * @param repeat how often all steps are gone through again after the first time, 0 or more
 */
public record EscalationPlan(String name, List<Step> steps, int repeat) {
  /**
   * @param to contacts who are asked together; at least one
   * @param after how long they have to answer
   */
  public record Step(List<String> to, Duration after) {
    public Step {
      to = List.copyOf(to);
      if (to.isEmpty() || after.isNegative() || after.isZero()) {
        throw new IllegalArgumentException(
            "a step needs a contact and a time: " + to + " " + after);
      }
    }
  }

  public EscalationPlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || repeat < 0) {
      throw new IllegalArgumentException("a plan needs a step: " + name);
    }
  }

  /** The step of an escalation level; the levels go on where the steps begin again. */
  public Step step(int level) {
    return steps.get(level % steps.size());
  }

  /** Whether a timer goes on to another step after this level. */
  public boolean goesOn(int level) {
    return level + 1 < steps.size() * (repeat + 1);
  }
}
