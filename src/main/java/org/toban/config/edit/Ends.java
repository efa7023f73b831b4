package org.toban.config.edit;

/** Where what is written ends, without the comments and blank lines behind it. */
final class Ends {
  private Ends() {}

  static int of(String text, Spot.Entry entry) {
    int end = of(text, entry.value());
    int colon = entry.key().end();
    if (entry.value().isVoid()) {
      while (colon < text.length() && text.charAt(colon) == ' ') {
        colon++;
      }
      return text.startsWith(":", colon) ? colon + 1 : entry.key().end();
    }
    return Math.max(end, entry.key().end());
  }

  static int of(String text, Spot spot) {
    if (spot.isBlock()) {
      return spot.items().isEmpty()
          ? of(text, spot.entries().getLast())
          : Math.max(
              dash(text, spot, spot.items().size() - 1) + 1, of(text, spot.items().getLast()));
    }
    int end = spot.end();
    if (spot.isBlockText()) {
      while (end > spot.start() && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
    return end;
  }

  /** Where the line behind the last one of a value begins. */
  static int lastLine(String text, Spot spot) {
    Spot last = spot;
    while (last.isBlock()) {
      last = last.items().isEmpty() ? last.entries().getLast().value() : last.items().getLast();
    }
    boolean keeps =
        last.isBlockText()
            && text.substring(last.start(), Lines.end(text, last.start())).contains("+");
    return keeps ? last.end() : Lines.after(text, of(text, spot));
  }

  /** The dash of an item. */
  static int dash(String text, Spot list, int index) {
    int at = index == 0 ? list.start() : of(text, list.items().get(index - 1));
    if (index == 0 && (text.startsWith("&", at) || text.startsWith("!", at))) {
      at = Lines.end(text, at);
    }
    while (at < text.length() && text.charAt(at) != '-') {
      at = text.charAt(at) == '#' ? Lines.end(text, at) : at + 1;
    }
    return at;
  }

  static int column(String text, int at) {
    return at - Lines.begin(text, at);
  }
}
