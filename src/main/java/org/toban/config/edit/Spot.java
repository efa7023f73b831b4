package org.toban.config.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Where a value stands in a text.
 *
 * @param start with its anchor and tag
 * @param end for a section or list in block style somewhere after it
 * @param flow whether it is written in braces or brackets; of a word, whether it stands in some
 * @param style of a word; null for anything else
 * @param entries of a section
 * @param items of a list
 * @param tree what it says
 */
record Spot(
    int start,
    int end,
    boolean flow,
    @Nullable ScalarStyle style,
    List<Entry> entries,
    List<Spot> items,
    Tree tree) {

  record Entry(Spot key, Spot value) {
    String name() {
      return key.tree() instanceof Tree.Word word ? word.text() : "";
    }
  }

  boolean isSection() {
    return style == null && tree instanceof Tree.Fields;
  }

  boolean isList() {
    return style == null && tree instanceof Tree.Items;
  }

  boolean isBlock() {
    return style == null && !flow && (!entries.isEmpty() || !items.isEmpty());
  }

  /** Nothing at all, as in {@code key:}. */
  boolean isVoid() {
    return style == ScalarStyle.PLAIN && start == end;
  }

  boolean isBlockText() {
    return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
  }

  @Nullable Entry entry(String name) {
    return entries.stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
  }

  @Nullable Spot child(Way.Step step) {
    return switch (step) {
      case Way.Name name -> {
        Entry entry = entry(name.text());
        yield entry == null ? null : entry.value();
      }
      case Way.Item item -> item.index() < items.size() ? items.get(item.index()) : null;
    };
  }
}
