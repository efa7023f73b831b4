package org.toban.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.saying.Misfit;

/**
 * An alert that always fires while everything between the rule and Toban works, as a selector like
 * those of PromQL: {@code Watchdog}, {@code Watchdog{cluster="eu"}} or {@code {severity="none"}}.
 *
 * @param text as it was written
 */
public record Watchdog(String text, List<Matcher> matchers) {
  private static final Pattern SELECTOR = Pattern.compile("([^{}]*)(?:\\{(.*)})?");
  private static final Pattern MATCHER =
      Pattern.compile(
          "\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

  public Watchdog {
    matchers = List.copyOf(matchers);
  }

  /**
   * Reads a selector.
   *
   * @throws Misfit with what is wrong, when it is none
   */
  public static Watchdog parse(String text) {
    java.util.regex.Matcher selector = SELECTOR.matcher(text.strip());
    if (!selector.matches()) {
      throw new Misfit(SelectorFlaw.NO_SELECTOR.of(text));
    }
    List<Matcher> matchers = new ArrayList<>();
    String name = selector.group(1).strip();
    if (!name.isEmpty()) {
      matchers.add(Matcher.of("alertname", Matcher.Operator.EQUAL, name));
    }
    if (selector.group(2) != null) {
      readMatchers(selector.group(2), matchers);
    }
    if (matchers.isEmpty()) {
      throw new Misfit(SelectorFlaw.ANY_ALERT.of(text));
    }
    return new Watchdog(text.strip(), matchers);
  }

  private static void readMatchers(String text, List<Matcher> matchers) {
    java.util.regex.Matcher each = MATCHER.matcher(text);
    int at = 0;
    while (at < text.stripTrailing().length()) {
      if (!each.find(at) || each.start() != at) {
        throw new Misfit(SelectorFlaw.NO_MATCHER.of(text.substring(at).strip()));
      }
      String value = each.group(3).replaceAll("\\\\(.)", "$1");
      matchers.add(Matcher.of(each.group(1), operator(each.group(2)), value));
      at = each.end();
    }
  }

  private static Matcher.Operator operator(String sign) {
    for (Matcher.Operator operator : Matcher.Operator.values()) {
      if (operator.sign().equals(sign)) {
        return operator;
      }
    }
    throw new IllegalArgumentException("no operator: " + sign);
  }

  /** Whether this alert is the watchdog, and fires. */
  public boolean isSeenIn(Alert alert) {
    return alert.state() != Alert.State.PENDING
        && matchers.stream().allMatch(matcher -> matcher.matches(alert.labels()));
  }

  @Override
  public String toString() {
    return text;
  }
}
