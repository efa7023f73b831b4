package org.toban.source;

import java.util.function.Function;
import org.toban.source.fault.Fault;

/** What a question to a source gave: all of it, or a fault. */
public sealed interface Answer<T> {
  record Given<T>(T value) implements Answer<T> {}

  record Failed<T>(Fault fault) implements Answer<T> {}

  /** The answer of what follows from a value; a fault stays one. */
  default <U> Answer<U> then(Function<T, Answer<U>> next) {
    return switch (this) {
      case Given<T> it -> next.apply(it.value());
      case Failed<T> it -> new Failed<>(it.fault());
    };
  }
}
