package org.toban.config.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a YAML text says, without how it is written. */
public sealed interface Tree {
  record Word(String text) implements Tree {}

  record Items(List<Tree> all) implements Tree {
    public Items {
      all = List.copyOf(all);
    }
  }

  /** Names with their values, in the order of the text; the order is no part of what is said. */
  record Fields(Map<String, Tree> all) implements Tree {
    public Fields {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }
  }

  static Fields nothing() {
    return new Fields(Map.of());
  }

  static Items words(List<String> texts) {
    return new Items(texts.stream().<Tree>map(Word::new).toList());
  }

  /** What stands at a place; null for nothing. */
  default @Nullable Tree at(Way way) {
    Tree at = this;
    for (Way.Step step : way.steps()) {
      at = at == null ? null : at.child(step);
    }
    return at;
  }

  private @Nullable Tree child(Way.Step step) {
    return switch (step) {
      case Way.Name name when this instanceof Fields it -> it.all().get(name.text());
      case Way.Item item when this instanceof Items it && item.index() < it.all().size() ->
          it.all().get(item.index());
      default -> null;
    };
  }

  /** The same with another value at a place; what is missing on the way there is made. */
  default Tree with(Way way, Tree value) {
    if (way.isRoot()) {
      return value;
    }
    Tree child = child(way.first());
    Tree next = child == null ? value.under(way.rest()) : child.with(way.rest(), value);
    return replaced(way.first(), next);
  }

  /** This value where the way leads to it through sections and lists that hold nothing else. */
  default Tree under(Way way) {
    if (way.isRoot()) {
      return this;
    }
    Tree inner = under(way.rest());
    return switch (way.first()) {
      case Way.Name name -> new Fields(Map.of(name.text(), inner));
      case Way.Item _ -> new Items(List.of(inner));
    };
  }

  private Tree replaced(Way.Step step, Tree next) {
    return switch (step) {
      case Way.Name name -> {
        Map<String, Tree> all =
            new LinkedHashMap<>(this instanceof Fields it ? it.all() : Map.of());
        all.put(name.text(), next);
        yield new Fields(all);
      }
      case Way.Item item -> {
        List<Tree> all = new ArrayList<>(this instanceof Items it ? it.all() : List.of());
        if (item.index() < all.size()) {
          all.set(item.index(), next);
        } else {
          all.add(next);
        }
        yield new Items(all);
      }
    };
  }

  /** The same without a place, and without the sections and lists that hold nothing then. */
  default @Nullable Tree without(Way way) {
    if (way.isRoot()) {
      return null;
    }
    Tree child = child(way.first());
    if (child == null) {
      return this;
    }
    Tree next = child.without(way.rest());
    if (next != null) {
      return replaced(way.first(), next);
    }
    return switch (way.first()) {
      case Way.Name name when this instanceof Fields it -> {
        Map<String, Tree> all = new LinkedHashMap<>(it.all());
        all.remove(name.text());
        yield all.isEmpty() ? null : new Fields(all);
      }
      case Way.Item item when this instanceof Items it -> {
        List<Tree> all = new ArrayList<>(it.all());
        all.remove(item.index());
        yield all.isEmpty() ? null : new Items(all);
      }
      default -> this;
    };
  }
}
