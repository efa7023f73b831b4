package org.toban.runbook;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What two spellings of one name share: letters, digits and marks, in lower case and in one width.
 * Spaces, dashes and punctuation do not count, so {@code API レスポンス遅延}, {@code APIﾚｽﾎﾟﾝｽ遅延} and the
 * anchor {@code #api-レスポンス遅延} are one.
 */
public final class Key {
  private Key() {}

  /** The key of a name; empty when it has no letter and no digit. */
  public static String of(String name) {
    String text = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFKC);
    StringBuilder key = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT).codePoints().filter(Key::counts).forEach(key::appendCodePoint);
    return key.toString();
  }

  /** The key with dashes in place of what does not count, for ids that people read. */
  static String slug(String name) {
    StringBuilder slug = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> {
          if (counts(c)) {
            slug.appendCodePoint(c);
          } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
            slug.append('-');
          }
        });
    boolean dash = !slug.isEmpty() && slug.charAt(slug.length() - 1) == '-';
    return dash ? slug.substring(0, slug.length() - 1) : slug.toString();
  }

  private static boolean counts(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
