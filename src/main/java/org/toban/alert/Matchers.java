package org.toban.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Matchers that must all hold. None hold for every alert. */
public record Matchers(List<Matcher> all) {
  public Matchers {
    all = List.copyOf(all);
  }

  public static Matchers of(Matcher... all) {
    return new Matchers(List.of(all));
  }

  /**
   * Reads what Alertmanager reads: {@code {alertname="A", "utf8 näme"!~"a|b"}}, with or without
   * braces, quotes where they are needed. As there, a text that its older syntax reads in another
   * way means what it meant before.
   *
   * @throws MatcherProblem with the column
   */
  public static Matchers parse(String text) {
    return new Matchers(MatcherReader.read(text));
  }

  public boolean matches(Labels labels) {
    for (Matcher matcher : all) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same condition for looking through very many label sets: what an expression says of a value
   * is remembered. For one thread.
   */
  public Predicate<Labels> remembering() {
    List<Predicate<Labels>> parts = new ArrayList<>();
    for (Matcher matcher : all) {
      Map<String, Boolean> said = new HashMap<>();
      parts.add(
          matcher.operator().isRegex()
              ? labels ->
                  said.computeIfAbsent(labels.getOrDefault(matcher.label(), ""), matcher::matches)
              : matcher::matches);
    }
    return labels -> {
      for (Predicate<Labels> part : parts) {
        if (!part.test(labels)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public String toString() {
    return all.stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
  }
}
