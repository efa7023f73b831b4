package org.toban.config.edit;

import org.jspecify.annotations.Nullable;

/** Takes one entry or item out of a text. */
final class Removal {
  private final String text;
  private final Spot holder;

  Removal(String text, Spot holder) {
    this.text = text;
    this.holder = holder;
  }

  @Nullable String of(Way.Step step) {
    int index = index(step);
    if (index < 0) {
      return null;
    }
    if (holder.flow()) {
      return inFlow(index);
    }
    int start = start(index);
    int begin = Lines.begin(text, start);
    if (Lines.isBlank(text, begin, start)) {
      int from = index == 0 ? begin : withComments(begin, start - begin);
      return cut(from, withDeeper(lastLine(index), start - begin));
    }
    return behindDash(index, start);
  }

  private int index(Way.Step step) {
    return switch (step) {
      case Way.Item item -> item.index() < holder.items().size() ? item.index() : -1;
      case Way.Name name -> holder.entries().indexOf(holder.entry(name.text()));
    };
  }

  private int size() {
    return holder.items().size() + holder.entries().size();
  }

  private boolean isList() {
    return !holder.items().isEmpty();
  }

  private int start(int index) {
    if (!isList()) {
      return holder.entries().get(index).key().start();
    }
    return holder.flow() ? holder.items().get(index).start() : Ends.dash(text, holder, index);
  }

  private int end(int index) {
    if (!isList()) {
      return Ends.of(text, holder.entries().get(index));
    }
    int end = Ends.of(text, holder.items().get(index));
    return holder.flow() ? end : Math.max(Ends.dash(text, holder, index) + 1, end);
  }

  private int lastLine(int index) {
    Spot value = isList() ? holder.items().get(index) : holder.entries().get(index).value();
    return Math.max(Ends.lastLine(text, value), Lines.after(text, end(index)));
  }

  /** Comments in the same column directly above say what it is for. */
  private int withComments(int begin, int column) {
    int from = begin;
    while (from > 0) {
      int above =
          Lines.begin(text, Math.max(0, from - (text.startsWith("\r\n", from - 2) ? 2 : 1)));
      String line = text.substring(above, Lines.end(text, above));
      if (line.length() <= column
          || !line.substring(0, column).isBlank()
          || line.charAt(column) != '#') {
        break;
      }
      from = above;
    }
    return from;
  }

  /** Comments that stand deeper directly below were about what was in it. */
  private int withDeeper(int after, int column) {
    int to = after;
    while (to < text.length()) {
      String line = text.substring(to, Lines.end(text, to));
      int hash = line.indexOf('#');
      if (hash <= column || !line.substring(0, hash).isBlank()) {
        break;
      }
      to = Lines.after(text, to);
    }
    return to;
  }

  /** The first entry of an item, on the line of the dash. */
  private @Nullable String behindDash(int index, int start) {
    if (index + 1 >= size()
        || !text.substring(Lines.begin(text, start), start).matches(" *(- +)+")) {
      return null;
    }
    int next = start(index + 1);
    int after = lastLine(index);
    boolean near = Lines.begin(text, next) == after && Lines.isBlank(text, after, next);
    return near ? cut(start, next) : cut(start, Lines.end(text, end(index)));
  }

  private String inFlow(int index) {
    int start = start(index);
    int end = end(index);
    int comma = comma(end);
    int begin = Lines.begin(text, start);
    int rest = comma < 0 ? end : comma + 1;
    String behind = text.substring(rest, Lines.end(text, rest)).strip();
    if (Lines.isBlank(text, begin, start) && (behind.isEmpty() || behind.startsWith("#"))) {
      return cut(begin, Lines.after(text, rest));
    }
    if (index + 1 < size()) {
      int next = start(index + 1);
      return Lines.begin(text, next) == Lines.begin(text, end)
          ? cut(start, next)
          : cut(start, rest);
    }
    int before = index == 0 ? start : end(index - 1);
    boolean sameLine = Lines.begin(text, before) == begin;
    return sameLine ? cut(before, end) : cut(start, rest);
  }

  /** The comma behind an end; -1 for none. */
  private int comma(int end) {
    int at = end;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
      at = text.charAt(at) == '#' ? Lines.end(text, at) : at + 1;
    }
    return text.startsWith(",", at) ? at : -1;
  }

  private String cut(int from, int to) {
    return text.substring(0, from) + text.substring(to);
  }
}
