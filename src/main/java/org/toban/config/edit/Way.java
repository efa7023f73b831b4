package org.toban.config.edit;

import java.util.ArrayList;
import java.util.List;

/** The way from the root of a YAML text to one of its values. */
public record Way(List<Step> steps) {
  /** Into a section by name, or into a list by place. */
  public sealed interface Step {}

  public record Name(String text) implements Step {}

  public record Item(int index) implements Step {}

  public Way {
    steps = List.copyOf(steps);
  }

  /** From names and numbers, such as {@code Way.of("sources", 0, "name")}. */
  public static Way of(Object... steps) {
    List<Step> way = new ArrayList<>();
    for (Object step : steps) {
      way.add(step instanceof Integer index ? new Item(index) : new Name((String) step));
    }
    return new Way(way);
  }

  public Way name(String text) {
    return plus(new Name(text));
  }

  public Way item(int index) {
    return plus(new Item(index));
  }

  private Way plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Way(longer);
  }

  public boolean isRoot() {
    return steps.isEmpty();
  }

  public Step first() {
    return steps.getFirst();
  }

  public Step last() {
    return steps.getLast();
  }

  Way rest() {
    return new Way(steps.subList(1, steps.size()));
  }

  public Way parent() {
    return new Way(steps.subList(0, steps.size() - 1));
  }

  /** Whether it leads to that place or to something in it. */
  public boolean isWithin(Way other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** As a person would say it: {@code sources[0].name}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Name it -> text.append(text.isEmpty() ? "" : ".").append(it.text());
        case Item it -> text.append('[').append(it.index()).append(']');
      }
    }
    return text.toString();
  }
}
