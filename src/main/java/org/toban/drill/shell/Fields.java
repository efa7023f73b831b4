package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects the fields that words expand to, splitting and globbing what is not quoted. */
final class Fields {
  private final List<String> done = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder pattern = new StringBuilder();
  private final String separators;
  private final Function<String, List<String>> glob;
  private boolean open;

  /**
   * @param separators the value of IFS
   * @param glob the files that match a pattern; none: the word stays as it is
   */
  Fields(String separators, Function<String, List<String>> glob) {
    this.separators = separators;
    this.glob = glob;
  }

  void quoted(String literal) {
    open = true;
    text.append(literal);
    pattern.append(Glob.escape(literal));
  }

  void literal(String unquoted) {
    open |= !unquoted.isEmpty();
    text.append(unquoted);
    pattern.append(unquoted);
  }

  /** The value of an unquoted expansion. */
  void split(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (separators.indexOf(c) < 0) {
        open = true;
        text.append(c);
        pattern.append(c == '\\' ? "\\\\" : c);
      } else {
        open |= !Character.isWhitespace(c);
        end();
      }
    }
  }

  /** Ends the field under way, if there is one. */
  void end() {
    if (!open) {
      return;
    }
    List<String> files =
        Glob.isActive(pattern.toString()) ? glob.apply(pattern.toString()) : List.of();
    if (files.isEmpty()) {
      done.add(text.toString());
    } else {
      done.addAll(files);
    }
    text.setLength(0);
    pattern.setLength(0);
    open = false;
  }

  List<String> list() {
    end();
    return done;
  }

  /** Everything as one text, unsplit. */
  String joined() {
    return text.toString();
  }

  /** Everything as one pattern in which what was quoted is escaped. */
  String joinedPattern() {
    return pattern.toString();
  }
}
