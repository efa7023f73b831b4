package org.toban.alert;

import java.util.regex.Pattern;

/**
 * One condition on one label, as Alertmanager's matchers: a missing label has the empty value, a
 * regular expression must match the whole value.
 */
public record Matcher(String label, Operator operator, String value, Pattern compiled) {

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
  }

  /**
   * A matcher.
   *
   * @throws java.util.regex.PatternSyntaxException when a regular expression is wrong
   */
  public static Matcher of(String label, Operator operator, String value) {
    boolean regex = operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
    return new Matcher(
        label, operator, value, Pattern.compile(regex ? value : Pattern.quote(value)));
  }

  public boolean matches(Labels labels) {
    boolean same = compiled.matcher(labels.getOrDefault(label, "")).matches();
    return (operator == Operator.EQUAL || operator == Operator.MATCHES) == same;
  }

  @Override
  public String toString() {
    return label + operator.sign() + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
