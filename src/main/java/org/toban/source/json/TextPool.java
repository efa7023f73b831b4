package org.toban.source.json;

import org.jspecify.annotations.Nullable;

/**
 * Shares one string among equal texts. It forgets an old text for a new one in the same place, so
 * that endless new texts cannot fill the memory: at most 2,048 strings of 64 characters.
 */
final class TextPool {
  private static final int PLACES = 1 << 11;
  private static final int LONGEST = 64;

  private final @Nullable String[] strings = new @Nullable String[PLACES];

  String string(CharSequence text) {
    int length = text.length();
    if (length > LONGEST) {
      return text.toString();
    }
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    String known = strings[place];
    if (known != null && known.contentEquals(text)) {
      return known;
    }
    String string = text.toString();
    strings[place] = string;
    return string;
  }
}
