package org.toban.notice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A channel that keeps what it is given, and answers as it is told. */
public final class Box implements Channel {
  public final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final String name;
  private volatile Function<Letter, Delivery> answer = letter -> Delivery.sent();

  public Box() {
    this("box");
  }

  public Box(String name) {
    this.name = name;
  }

  /** From now on every letter gets this answer. */
  public Box answering(Function<Letter, Delivery> next) {
    answer = next;
    return this;
  }

  public List<Notice> notices() {
    return letters.stream().map(Letter::notice).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String meaning() {
    return "it lies in the box";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    letters.add(letter);
    return answer.apply(letter);
  }

  @Override
  public void close() {}
}
