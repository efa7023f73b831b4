package org.toban.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.toban.saying.Saying;

/**
 * One thing that is wrong in a file, and what to write instead.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param told what is wrong, to be told in the reader's language
 */
public record Mistake(Path file, int line, int column, Saying told) {
  /** What is wrong, in English. */
  public String what() {
    return told.in(Locale.ENGLISH);
  }

  /** What to write instead, in English; empty when that is not known. */
  public String instead() {
    return told.mending().map(Saying::toString).orElse("");
  }

  /** What is wrong and what to write instead, without the place. */
  public Saying advice() {
    Optional<Saying> instead = told.mending();
    return instead.isEmpty() ? told : Slip.WITH_ADVICE.of(told, instead.get());
  }

  /** {@code file:line:column: what is wrong}. */
  public Saying placed() {
    return at(told);
  }

  /** {@code file:line:column: what is wrong; what to write instead}. */
  public Saying whole() {
    return at(advice());
  }

  private Saying at(Saying what) {
    return Slip.AT.of(file + ":" + line + ":" + column, what);
  }

  /** The whole in English. */
  @Override
  public String toString() {
    return whole().toString();
  }
}
