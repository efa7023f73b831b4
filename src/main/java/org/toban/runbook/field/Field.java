package org.toban.runbook.field;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that a step needs and that its runbook does not give: {@code <pod>}, {@code {{ pod }}},
 * {@code [POD_NAME]}, or a variable such as {@code $POD} that nothing sets.
 *
 * @param name in lower case with underscores, unique in its step
 * @param written as the runbook has it first
 * @param variables the shell variables that carry the value
 * @param fallback what the script takes when nothing is given, as it is written there; null when a
 *     value must be given
 * @param startsArgument whether its value could be taken for an option: it begins an argument, and
 *     no {@code --} stands before it
 * @param splits whether the shell would divide its value, because the runbook does not quote it
 * @param line of the first use in the script, counted from 1
 */
public record Field(
    String name,
    String written,
    List<String> variables,
    @Nullable String fallback,
    boolean startsArgument,
    boolean splits,
    int line) {
  public Field {
    variables = List.copyOf(variables);
  }

  /** What a value must not be. */
  public enum Fault {
    MISSING,
    STARTS_WITH_DASH,
    SEVERAL_WORDS,
    /** Control characters, half a character, or too long: see the variables of a run. */
    UNSAFE
  }

  public boolean required() {
    return fallback == null;
  }

  /** What is wrong with a value here; an empty one stands for none. */
  public Optional<Fault> fault(String value) {
    if (value.isEmpty()) {
      return required() ? Optional.of(Fault.MISSING) : Optional.empty();
    }
    if (startsArgument && value.startsWith("-")) {
      return Optional.of(Fault.STARTS_WITH_DASH);
    }
    boolean several =
        value.chars().anyMatch(c -> Character.isWhitespace(c) || "*?[\\".indexOf(c) >= 0);
    return splits && several ? Optional.of(Fault.SEVERAL_WORDS) : Optional.empty();
  }
}
