package org.toban.incident;

import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * A row of the runbook's alert table, or the default of a severity when no row speaks of an alert.
 *
 * @param responseTime null when no response is due (info without a row, none)
 * @param owner the team or role in charge (担当), may be empty
 * @param automatic the automatic response in the table's words (自動対応), empty when there is none
 * @param origin where it is written, such as {@code alert-response.md:25}, or {@code default}
 */
public record Policy(
    String name,
    Severity severity,
    @Nullable ResponseTime responseTime,
    String owner,
    String automatic,
    String origin) {

  public boolean allowsAutomatic() {
    return !automatic.isBlank();
  }
}
