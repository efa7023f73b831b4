package org.toban.runbook.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Place;

/**
 * An alerting rule of Prometheus, as far as lint needs it.
 *
 * @param runbookUrl its {@code runbook_url} annotation, null when it has none
 * @param severity its {@code severity} label, null when it has none
 */
public record RuleRef(
    String alert, @Nullable String runbookUrl, @Nullable String severity, Place place) {
  private static final Pattern NAME = Pattern.compile("\\{\\{-? ?\\$labels\\.alertname ?-?}}");

  /** The name is put in where the link's template has it; another template leads nowhere. */
  public RuleRef {
    if (runbookUrl != null && runbookUrl.contains("{{")) {
      String link = NAME.matcher(runbookUrl).replaceAll(Matcher.quoteReplacement(alert));
      runbookUrl = link.contains("{{") ? null : link;
    }
  }

  /** Whether the level is only known when it fires. */
  boolean isTemplated() {
    return severity != null && severity.contains("{{");
  }
}
