package org.toban.runbook.request;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a runbook with places for values: {@code {{ $labels.instance }}} for a label of the
 * alert, {@code {{ secret.ci }}} or {@code ${secret.ci}} for a secret of the configuration.
 */
public record Template(List<Part> parts) {
  public Template {
    parts = List.copyOf(parts);
  }

  /** The runbook's own text, or a place in it. */
  public sealed interface Part {}

  public record Text(String text) implements Part {}

  public record Label(String name) implements Part {}

  public record Secret(String name) implements Part {}

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}|\\$\\{([^{}]*)}");
  private static final Pattern OPEN = Pattern.compile("\\{\\{|\\$\\{");
  private static final Pattern NAME =
      Pattern.compile("(secrets?|\\$?labels?)\\s*[.:]\\s*([A-Za-z_][A-Za-z0-9_.-]*)");

  /**
   * Reads a text.
   *
   * @param line where it stands
   * @throws RequestProblem for a place that means nothing, so that none is sent as it is written
   */
  static Template of(String text, int line) throws RequestProblem {
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int from = 0;
    while (place.find()) {
      plain(parts, text.substring(from, place.start()), line);
      parts.add(part(place.group(1) == null ? place.group(2) : place.group(1), line));
      from = place.end();
    }
    plain(parts, text.substring(from), line);
    return new Template(parts);
  }

  private static void plain(List<Part> parts, String text, int line) throws RequestProblem {
    if (OPEN.matcher(text).find()) {
      throw new RequestProblem(line, RequestFault.OPEN_PLACE);
    }
    if (!text.isEmpty()) {
      parts.add(new Text(text));
    }
  }

  private static Part part(String written, int line) throws RequestProblem {
    Matcher name = NAME.matcher(written);
    if (!name.matches()) {
      throw new RequestProblem(line, RequestFault.NO_VALUE, written);
    }
    return name.group(1).startsWith("secret")
        ? new Secret(name.group(2))
        : new Label(name.group(2));
  }

  /** Whether it is the runbook's text alone. */
  boolean isPlain() {
    return parts.stream().allMatch(Text.class::isInstance);
  }

  List<String> secrets() {
    return parts.stream()
        .filter(Secret.class::isInstance)
        .map(it -> ((Secret) it).name())
        .distinct()
        .toList();
  }
}
