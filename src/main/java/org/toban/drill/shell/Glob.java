package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of the shell: {@code *}, {@code ?}, {@code [...]}, with a backslash before a literal.
 */
public final class Glob {
  private Glob() {}

  static String escape(String literal) {
    return literal.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
  }

  static boolean isActive(String pattern) {
    return pattern.replaceAll("\\\\.", "").matches("(?s).*[*?\\[].*");
  }

  public static boolean matches(String pattern, String text) {
    return Pattern.compile(regex(pattern, true), Pattern.DOTALL).matcher(text).matches();
  }

  /** A regular expression for a pattern. */
  static String regex(String pattern, boolean acrossSlashes) {
    StringBuilder regex = new StringBuilder();
    String any = acrossSlashes ? "." : "[^/]";
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (c == '*') {
        regex.append(any).append('*');
      } else if (c == '?') {
        regex.append(any);
      } else if (close > 0) {
        String set = pattern.substring(i + 1, close).replace("\\", "\\\\").replace("[:", "\\[:");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** The files that match an absolute pattern, in order. */
  static List<String> files(FileTree files, String pattern) {
    List<String> found = new ArrayList<>();
    Pattern regex = Pattern.compile(regex(pattern, false), Pattern.DOTALL);
    boolean hidden = pattern.contains("/.");
    for (FileTree.Facts facts : files.below("/")) {
      if (regex.matcher(facts.path()).matches() && (hidden || !facts.name().startsWith("."))) {
        found.add(facts.path());
      }
    }
    return found;
  }
}
