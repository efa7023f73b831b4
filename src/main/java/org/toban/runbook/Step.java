package org.toban.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;
import org.toban.runbook.field.Fields;

/**
 * One command block of a runbook. A fence that holds several commands, each under its own comment
 * and parted by blank lines, is several steps.
 *
 * @param id stable across edits of other steps: the runbook's id, the stage and a number or the
 *     given name
 * @param title the comment above the command, else the command's first line
 * @param kind what runs it
 * @param script exactly as written, without a {@code $ } prompt
 * @param sha256 of the script's UTF-8 bytes, 64 hexadecimal digits
 * @param host overrides the alert's host when the fence says so
 * @param limit the time limit when the fence says so
 * @param automatic whether the fence allows an automatic run (respond steps only)
 * @param fields what it needs before it can run, and the script that runs then
 * @param language of the fence, in lower case
 * @param attributes all that the fence says in braces, such as {@code expect} or {@code threshold}
 */
public record Step(
    String id,
    Run.Stage stage,
    String title,
    Kind kind,
    String script,
    String sha256,
    @Nullable String host,
    @Nullable Duration limit,
    boolean automatic,
    Place place,
    Fields fields,
    String language,
    Map<String, String> attributes) {
  public Step {
    attributes = Map.copyOf(attributes);
  }

  /** The same step, on that host. */
  public Step at(String other) {
    return new Step(
        id,
        stage,
        title,
        kind,
        script,
        sha256,
        other,
        limit,
        automatic,
        place,
        fields,
        language,
        attributes);
  }

  /** What a fence's language means. */
  public enum Kind {
    SHELL,
    HTTP,
    QUERY,
    OTHER
  }

  /** Whether it can be run: a script on a host or a request; a query is only looked at. */
  public boolean isRunnable() {
    return kind == Kind.SHELL || kind == Kind.HTTP;
  }

  /** Whether a person must type the host's name first; what cannot be read is taken strictly. */
  public boolean confirmsHost() {
    return asked(attributes).contains("confirm");
  }

  /** Whether two people must agree to it; what cannot be read is taken strictly. */
  public boolean needsTwo() {
    return asked(attributes).contains("approve");
  }

  /** Whether the script calls sudo, as its fence says. */
  public boolean callsSudo() {
    return attributes.getOrDefault("sudo", "false").equals("true");
  }

  /** The attributes by which a fence asks something of people. */
  static List<String> asked(Map<String, String> attributes) {
    Map<String, String> nothing = Map.of("confirm", "none", "approve", "1");
    return Stream.of("confirm", "approve")
        .filter(it -> {
          String value = attributes.getOrDefault(it, "false");
          return !value.equals("false") && !value.equals(nothing.get(it));
        })
        .toList();
  }

  /** Whether what it prints, and the panels at its end, are evidence of the incident. */
  public boolean isEvidence() {
    return !attributes.getOrDefault("evidence", "false").equals("false");
  }

  /** Whether it changes nothing by intent: diagnose and verify. */
  public boolean readOnly() {
    return stage != Run.Stage.RESPOND;
  }
}
