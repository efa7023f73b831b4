package org.toban.config.edit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of a YAML text: the result says what the old text said with that one change, and every
 * line that does not hold it is what it was. What cannot be done so (a value that others refer to,
 * a section that is an alias, a text that is no YAML) is refused, and is for the text editor.
 */
public final class YamlEdit {
  private final String text;
  private final Document document;
  private final Writing writing;

  private YamlEdit(Document document) {
    this.text = document.text();
    this.document = document;
    this.writing = new Writing(Lines.terminator(text));
  }

  /**
   * Writes a value at a place, and the sections on the way there that are missing. An item that is
   * not there yet goes behind the last one.
   */
  public static Optional<String> put(String text, Way way, Tree value) {
    if (way.isRoot()) {
      return Optional.empty();
    }
    return Document.of(text)
        .flatMap(it -> held(new YamlEdit(it).put(way, value), it.tree().with(way, value)));
  }

  /**
   * Takes a value away with its lines, the comments directly above it that are not the first of
   * their section, and the sections and lists that hold nothing then.
   */
  public static Optional<String> remove(String text, Way way) {
    Optional<Document> document = Document.of(text);
    if (way.isRoot() || document.isEmpty()) {
      return Optional.empty();
    }
    Tree before = document.get().tree();
    if (before.at(way) == null) {
      return Optional.of(text);
    }
    Tree after = before.without(way);
    return held(new YamlEdit(document.get()).remove(way), after == null ? Tree.nothing() : after);
  }

  /** Nothing that a person wrote is believed to be right before it was read again. */
  private static Optional<String> held(@Nullable String edited, Tree expected) {
    return Optional.ofNullable(edited)
        .filter(it -> Document.of(it).map(Document::tree).filter(expected::equals).isPresent());
  }

  // --- putting ------------------------------------------------------------------------------

  private @Nullable String put(Way way, Tree value) {
    Spot there = document.spot(way);
    if (there == null) {
      return insert(way, value);
    }
    if (there.tree().equals(value)) {
      return text;
    }
    if (value instanceof Tree.Items next && there.isList() && !there.items().isEmpty()) {
      return items(way, ((Tree.Items) there.tree()).all(), next.all());
    }
    if (there.isVoid()) {
      return fillVoid(way, value);
    }
    return there.isBlock() ? null : replace(way, there, value);
  }

  /** Item by item from both ends, so that those that stay keep their lines. */
  private @Nullable String items(Way way, List<Tree> before, List<Tree> after) {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    int both = shorter - head - tail;
    String now = text;
    for (int i = head; i < head + both && now != null; i++) {
      now = step(now, way.item(i), after.get(i));
    }
    for (int i = head + both; i < after.size() - tail && now != null; i++) {
      int index = i;
      now = at(now, it -> it.insertItem(way, index, after.get(index)));
    }
    for (int i = before.size() - tail - 1; i >= after.size() - tail && now != null; i--) {
      Way item = way.item(i);
      now = at(now, it -> it.remove(item));
    }
    return now;
  }

  private static @Nullable String step(String text, Way way, Tree value) {
    return at(text, it -> it.put(way, value));
  }

  private static @Nullable String at(
      String text, java.util.function.Function<YamlEdit, @Nullable String> edit) {
    return Document.of(text).map(it -> edit.apply(new YamlEdit(it))).orElse(null);
  }

  private @Nullable String replace(Way way, Spot there, Tree value) {
    int body = body(there);
    if (!(value instanceof Tree.Word word)) {
      return splice(body, Ends.of(text, there), Writing.flow(value));
    }
    if (!there.isBlockText()) {
      return splice(body, there.end(), Writing.word(word.text(), there.style()));
    }
    int end = Ends.of(text, there);
    if (word.text().contains("\n")) {
      String header = text.substring(body, body + 1);
      int first = Lines.after(text, body);
      int indent = 0;
      while (first + indent < end && text.charAt(first + indent) == ' ') {
        indent++;
      }
      String literal = splice(body, end, writing.literal(word.text(), header, Math.max(1, indent)));
      if (held(literal, document.tree().with(way, value)).isPresent()) {
        return literal;
      }
    }
    return splice(body, end, Writing.word(word.text(), null));
  }

  /** Behind its anchor and its tag. */
  private int body(Spot spot) {
    int at = spot.start();
    while (at < spot.end() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
      while (at < spot.end() && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      while (at < spot.end() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private @Nullable String insert(Way way, Tree value) {
    Way parent = way.parent();
    Spot section = document.spot(parent);
    if (section == null && !parent.isRoot()) {
      return put(parent, value.under(new Way(List.of(way.last()))));
    }
    if (section == null) {
      String line =
          text.isEmpty() || Lines.end(text, text.length() - 1) < text.length()
              ? ""
              : writing.terminator();
      return value.under(new Way(List.of(way.last()))) instanceof Tree.Fields it
          ? text + line + writing.fields(it.all(), 0) + writing.terminator()
          : null;
    }
    if (section.isVoid()) {
      return fillVoid(parent, value.under(new Way(List.of(way.last()))));
    }
    return switch (way.last()) {
      case Way.Name name -> insertEntry(section, name.text(), value);
      case Way.Item item -> insertItem(parent, item.index(), value);
    };
  }

  /** After {@code key:} with nothing behind it, and its comment if it has one. */
  private @Nullable String fillVoid(Way way, Tree value) {
    Spot there = document.spot(way);
    if (there == null) {
      return null;
    }
    if (way.isRoot()) {
      return null;
    }
    Spot parent = document.spot(way.parent());
    boolean braces = parent != null && parent.flow();
    if (braces || value instanceof Tree.Word || !(way.last() instanceof Way.Name name)) {
      return splice(there.end(), there.end(), " " + Writing.flow(value));
    }
    Spot.Entry entry = parent == null ? null : parent.entry(name.text());
    if (entry == null) {
      return null;
    }
    String written = writing.value(value, Ends.column(text, entry.key().start()));
    boolean below = !written.startsWith(" ");
    int at = below ? Lines.end(text, there.end()) : there.end();
    return splice(at, at, written);
  }

  private @Nullable String insertEntry(Spot section, String name, Tree value) {
    if (!section.isSection() || isAlias(section)) {
      return null;
    }
    if (section.flow()) {
      String pair = Writing.pair(name, Writing.flow(value));
      return section.entries().isEmpty()
          ? splice(body(section) + 1, body(section) + 1, pair)
          : inFlow(Ends.of(text, section.entries().getLast()), pair);
    }
    int column = Ends.column(text, section.entries().getFirst().key().start());
    int after = Ends.lastLine(text, section);
    return lines(after, " ".repeat(column) + writing.entry(name, value, column));
  }

  private @Nullable String insertItem(Way way, int index, Tree value) {
    Spot list = document.spot(way);
    if (list == null || !list.isList() || isAlias(list)) {
      return null;
    }
    List<Spot> items = list.items();
    if (list.flow()) {
      String written = Writing.flow(value);
      if (items.isEmpty()) {
        return splice(body(list) + 1, body(list) + 1, written);
      }
      int first = items.getFirst().start();
      return index == 0
          ? splice(first, first, written + ", ")
          : inFlow(Ends.of(text, items.get(Math.min(index, items.size()) - 1)), written);
    }
    int dash = Ends.dash(text, list, 0);
    int column = Ends.column(text, dash);
    int after =
        index == 0
            ? Lines.begin(text, dash)
            : Ends.lastLine(text, items.get(Math.min(index, items.size()) - 1));
    return lines(after, " ".repeat(column) + writing.item(value, column));
  }

  private String inFlow(int after, String written) {
    return splice(after, after, ", " + written);
  }

  /** Lines of their own where a line begins, or at the end of a text without a final break. */
  private String lines(int at, String written) {
    boolean open = at > 0 && at == text.length() && Lines.begin(text, at) != at;
    return open
        ? splice(at, at, writing.terminator() + written)
        : splice(at, at, written + writing.terminator());
  }

  // --- removing -----------------------------------------------------------------------------

  private @Nullable String remove(Way way) {
    Way outermost = way;
    while (!outermost.parent().isRoot() && isAlone(outermost)) {
      outermost = outermost.parent();
    }
    Spot holder = document.spot(outermost.parent());
    if (holder == null || isAlias(holder)) {
      return null;
    }
    return new Removal(text, holder).of(outermost.last());
  }

  private boolean isAlone(Way way) {
    Spot holder = document.spot(way.parent());
    return holder != null && holder.entries().size() + holder.items().size() == 1;
  }

  private boolean isAlias(Spot spot) {
    return spot.style() == null && text.startsWith("*", spot.start());
  }

  private String splice(int from, int to, String with) {
    return text.substring(0, from) + with + text.substring(to);
  }
}
