package org.toban.runbook;

import java.util.List;
import java.util.function.Function;

/** Does one thing with each of many, perhaps at the same time; the answers are in their order. */
public interface Cores {
  <A, B> List<B> each(List<A> all, Function<A, B> work);

  /** One after the other. */
  static Cores one() {
    return Cores::inOrder;
  }

  private static <A, B> List<B> inOrder(List<A> all, Function<A, B> work) {
    return all.stream().map(work).toList();
  }
}
