package org.toban.runbook;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/**
 * How a text differs from an earlier one, line by line, in the unified form; equal texts do not.
 */
public record Difference(List<Line> lines) {
  private static final int CONTEXT = 3;
  private static final int HEADER_LINES = 2;

  public Difference {
    lines = List.copyOf(lines);
  }

  /** What a line of a difference is; {@code PLACE} says which lines follow. */
  public enum Kind {
    SAME(' '),
    REMOVED('-'),
    ADDED('+'),
    PLACE('@');

    private final char mark;

    Kind(char mark) {
      this.mark = mark;
    }

    private static Kind of(char mark) {
      for (Kind kind : values()) {
        if (kind.mark == mark) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no line of a difference begins with " + mark);
    }
  }

  /** A line exactly as its text has it, without the mark that stands before it. */
  public record Line(Kind kind, String text) {
    /** The line as a unified difference writes it. */
    public String marked() {
      return (kind == Kind.PLACE ? "" : kind.mark) + text;
    }
  }

  public static Difference between(String before, String after) {
    List<String> old = List.of(before.split("\n", -1));
    List<String> fresh = List.of(after.split("\n", -1));
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff("", "", old, DiffUtils.diff(old, fresh), CONTEXT);
    return new Difference(unified.stream().skip(HEADER_LINES).map(Difference::line).toList());
  }

  private static Line line(String marked) {
    Kind kind = Kind.of(marked.charAt(0));
    return new Line(kind, kind == Kind.PLACE ? marked : marked.substring(1));
  }
}
