package org.toban.source.silence;

import java.util.ArrayList;
import java.util.List;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;

/**
 * What a new silence does against what its matchers say.
 *
 * @param hit alerts that it holds back
 * @param missed alerts that its matchers hit here and that it does not hold back
 * @param surplus alerts that it holds back although its matchers do not hit them here
 */
public record SilenceComparison(List<Alert> hit, List<Alert> missed, List<Alert> surplus) {
  public SilenceComparison {
    hit = List.copyOf(hit);
    missed = List.copyOf(missed);
    surplus = List.copyOf(surplus);
  }

  /** On one answer of its source, which also says what state each alert is in. */
  static SilenceComparison of(String id, Silence.Draft draft, Alerts alerts, boolean begun) {
    List<Alert> hit = new ArrayList<>();
    List<Alert> missed = new ArrayList<>();
    List<Alert> surplus = new ArrayList<>();
    for (Alert alert : alerts) {
      boolean held = alert.suppressedBy().contains("silence:" + id);
      boolean meant = begun && draft.matchers().matches(alert.labels());
      if (held) {
        hit.add(alert);
      }
      if (meant && !held) {
        missed.add(alert);
      } else if (held && !meant) {
        surplus.add(alert);
      }
    }
    return new SilenceComparison(hit, missed, surplus);
  }

  public boolean isAsExpected() {
    return missed.isEmpty() && surplus.isEmpty();
  }
}
