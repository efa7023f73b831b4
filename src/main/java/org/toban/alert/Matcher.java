package org.toban.alert;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One condition on one label, as Alertmanager's matchers: a missing label has the empty value, and
 * a regular expression in the syntax of RE2 must match the whole value. Matching takes time linear
 * in the value's length, whatever the expression is.
 */
public final class Matcher {
  /** An expression that compiles to more instructions than this costs seconds over a full board. */
  private static final int LARGEST = 10_000;

  private final String label;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;

  /** The four operators of Alertmanager. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    NOT_MATCHES("!~");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Whether the value is a regular expression. */
    public boolean isRegex() {
      return this == MATCHES || this == NOT_MATCHES;
    }

    /** Whether an alert is meant that has the value, not one that lacks it. */
    public boolean isPositive() {
      return this == EQUAL || this == MATCHES;
    }

    public static Operator of(boolean regex, boolean positive) {
      if (regex) {
        return positive ? MATCHES : NOT_MATCHES;
      }
      return positive ? EQUAL : NOT_EQUAL;
    }
  }

  private Matcher(String label, Operator operator, String value) {
    if (label.isEmpty()) {
      throw new MatcherProblem(1, MatcherFlaw.NO_NAME.of());
    }
    this.label = label;
    this.operator = operator;
    this.value = value;
    this.pattern = operator.isRegex() ? compile(value) : null;
  }

  /**
   * A matcher.
   *
   * @throws MatcherProblem when the label has no name or the regular expression is wrong; the
   *     column counts in the value
   */
  public static Matcher of(String label, Operator operator, String value) {
    return new Matcher(label, operator, value);
  }

  private static Pattern compile(String value) {
    try {
      Pattern alone = Pattern.compile(value);
      if (alone.programSize() > LARGEST) {
        throw new MatcherProblem(1, MatcherFlaw.LARGE_PATTERN.of());
      }
      return alone;
    } catch (PatternSyntaxException e) {
      String wrong = e.getPattern() == null ? "" : e.getPattern();
      int column = Math.max(0, value.indexOf(wrong)) + 1;
      String detail = wrong.isEmpty() ? "" : ": " + wrong;
      throw new MatcherProblem(column, MatcherFlaw.NO_PATTERN.of(e.getDescription() + detail));
    }
  }

  public String label() {
    return label;
  }

  public Operator operator() {
    return operator;
  }

  public String value() {
    return value;
  }

  public boolean matches(Labels labels) {
    return matches(labels.getOrDefault(label, ""));
  }

  /** Whether the condition holds for one value of the label; empty when the label is missing. */
  public boolean matches(String actual) {
    boolean same = pattern == null ? value.equals(actual) : pattern.matches(actual);
    return operator.isPositive() == same;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher that
        && label.equals(that.label)
        && operator == that.operator
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return (label.hashCode() * 31 + operator.hashCode()) * 31 + value.hashCode();
  }

  /** In Alertmanager's notation; {@link Matchers#parse} reads it back. */
  @Override
  public String toString() {
    String name = MatcherReader.isPlainName(label) ? label : MatcherReader.quoted(label);
    return name + operator.sign() + MatcherReader.quoted(value);
  }
}
