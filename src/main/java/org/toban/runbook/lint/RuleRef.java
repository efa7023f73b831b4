package org.toban.runbook.lint;

import org.jspecify.annotations.Nullable;
import org.toban.runbook.Place;

/**
 * An alerting rule of Prometheus, as far as lint needs it.
 *
 * @param runbookUrl its {@code runbook_url} annotation, null when it has none
 * @param severity its {@code severity} label, null when it has none
 */
public record RuleRef(
    String alert, @Nullable String runbookUrl, @Nullable String severity, Place place) {}
