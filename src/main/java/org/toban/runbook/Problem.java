package org.toban.runbook;

import java.util.List;

/**
 * Something that lint found, to be told in the reader's language.
 *
 * @param arguments what it is about, in the places of the words
 * @param also other places it speaks of
 */
public record Problem(
    Place place, Level level, Flaw flaw, List<String> arguments, List<Place> also) {
  public Problem {
    arguments = List.copyOf(arguments);
    also = List.copyOf(also);
  }

  /** Errors make lint fail. */
  public enum Level {
    ERROR,
    WARNING,
    INFO
  }

  public static Problem of(Place place, Flaw flaw, Object... arguments) {
    return of(place, List.of(), flaw, arguments);
  }

  /** One that speaks of other places, too. */
  public static Problem of(Place place, List<Place> also, Flaw flaw, Object... arguments) {
    List<String> words = List.of(arguments).stream().map(String::valueOf).toList();
    return new Problem(place, flaw.level(), flaw, words, also);
  }

  public Problem at(Level other) {
    return new Problem(place, other, flaw, arguments, also);
  }

  public String code() {
    return flaw.code();
  }
}
