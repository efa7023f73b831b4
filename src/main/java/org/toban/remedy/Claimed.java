package org.toban.remedy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a host answered to a {@link Claim}. */
public sealed interface Claimed {
  /**
   * The host keeps it, and the run may start.
   *
   * @param earlier how long ago this action was started before, inside the limit's window
   */
  record Kept(List<Duration> earlier) implements Claimed {
    public Kept {
      earlier = List.copyOf(earlier);
    }
  }

  /** The host cannot keep it: a run by hand starts all the same, with a remark in its output. */
  record Unkept(String why) implements Claimed {}

  /**
   * Another run holds the host's place; nothing was run.
   *
   * @param console who holds it
   */
  record Busy(String console, Duration since) implements Claimed {}

  /** Every start of the action is used; nothing was run. */
  record Limited(List<Duration> earlier) implements Claimed {
    public Limited {
      earlier = List.copyOf(earlier);
    }
  }

  /**
   * A console has started this action for one of these firings; nothing was run.
   *
   * @param console who has
   */
  record Attempted(String console, Duration since) implements Claimed {}

  /** What the wrapper said; empty when that is none of its words. */
  static Optional<Claimed> read(String said) {
    String[] words = said.strip().split(" ", 2);
    String rest = words.length < 2 ? "" : words[1];
    return switch (words[0]) {
      case "kept" -> ages(rest).map(Kept::new);
      case "limit" -> ages(rest).map(Limited::new);
      case "busy" -> someone(rest).map(it -> new Busy(it.name(), it.since()));
      case "attempted" -> someone(rest).map(it -> new Attempted(it.name(), it.since()));
      case "unkept" -> Optional.of(new Unkept(plain(rest)));
      default -> Optional.empty();
    };
  }

  private static Optional<List<Duration>> ages(String text) {
    return text.matches("([0-9]{1,10}(,[0-9]{1,10})*)?")
        ? Optional.of(
            Arrays.stream(text.split(",", -1))
                .filter(it -> !it.isEmpty())
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .toList())
        : Optional.empty();
  }

  /** A console as a host's file names it, which others may have written. */
  record Someone(String name, Duration since) {}

  private static Optional<Someone> someone(String text) {
    String[] words = text.strip().split(" ", -1);
    String name = words[0].isEmpty() ? "?" : Claim.name(words[0]);
    String since = words.length == 2 && words[1].matches("[0-9]{1,10}") ? words[1] : "0";
    return Optional.of(new Someone(name, Duration.ofSeconds(Long.parseLong(since))));
  }

  private static String plain(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + " ..." : line;
  }
}
