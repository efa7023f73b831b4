package org.toban.runbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's leave for one exact text to run by itself on this machine.
 *
 * @param sha256 of the text's UTF-8 bytes, 64 hexadecimal digits
 * @param origin the step that had the text; null when that was not recorded
 * @param text null when it was not kept
 */
public record Approval(
    String sha256, Instant at, String by, @Nullable Origin origin, @Nullable String text) {
  public Approval {
    by = oneLine(by);
  }

  public static Approval of(Step step, String by, Instant at) {
    return new Approval(step.sha256(), at, by, Origin.of(step), step.script());
  }

  /** This approval with its text, if that is the one that was approved. */
  public Approval withText(String kept) {
    return new Approval(sha256, at, by, origin, Script.sha256(kept).equals(sha256) ? kept : null);
  }

  /** Where a text stood: what its successor is known by. */
  public record Origin(String file, String stepId, String title) {
    public Origin {
      file = oneLine(file);
      stepId = oneLine(stepId);
      title = oneLine(title);
    }

    static Origin of(Step step) {
      return new Origin(step.place().file(), step.id(), step.title());
    }

    /**
     * How surely a step stands where this one stood: 3 by name and title, 2 by title, 1 by name (an
     * unnamed step's is its number, which moves when one is put before it), 0 not at all.
     */
    int likeness(Step step) {
      Origin other = of(step);
      if (!isSameFile(file, other.file)) {
        return 0;
      }
      return (title.equals(other.title) ? 2 : 0) + (stepId.equals(other.stepId) ? 1 : 0);
    }

    /** A file may be named from its folder in one place and from the root in another. */
    private static boolean isSameFile(String one, String other) {
      return one.equals(other) || one.endsWith("/" + other) || other.endsWith("/" + one);
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
