package org.toban.runbook.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder or a variable at its place.
 *
 * @param variable the shell variable that is read there
 * @param written as it stands in the script
 * @param placeholder null for a variable
 * @param fallback of {@code ${X:-fallback}}; null without one
 * @param command that it stands in
 * @param index of its word there; -1 where it is in a here-document or the name of a file
 * @param before what its word has before it
 * @param quoted whether the shell keeps its value in one piece
 * @param why no value may stand here whatever the command is; null when one may
 * @param sets the variables that get its value
 */
record Use(
    String variable,
    String written,
    @Nullable Placeholder placeholder,
    @Nullable String fallback,
    CommandLine command,
    int index,
    String before,
    boolean quoted,
    int line,
    Fields.@Nullable Why why,
    List<String> sets) {
  boolean startsArgument() {
    return index >= 0
        && before.isEmpty()
        && !command.words.subList(0, Math.min(index, command.words.size())).contains("--")
        && !TAKE_TEXT.contains(command.words.isEmpty() ? "" : command.words.getFirst());
  }

  /** Programs that take no options from a value at this place, or treat one as text. */
  private static final List<String> TAKE_TEXT =
      List.of("test", "[", "[[", "echo", "printf", "case", "for", "");
}
