package org.toban.runbook.field;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text to fill in at a place that the reader of the shell has come to. What the shell would read
 * as something else (a redirection, a pattern of characters, markup, a Go template) is none.
 *
 * @param written all of it, with its brackets
 * @param name what stands between them
 */
record Placeholder(String written, String name) {
  private static final Pattern ANGLES =
      Pattern.compile(
          "<(\\p{L}[\\p{L}\\p{N}_.,:/@-]*(?:(?: \\| | / |[ |])[\\p{L}\\p{N}_.,:/-]+){0,6})>");
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{\\s{0,3}(?:\\$(?:[A-Za-z]+\\.)?)?([A-Za-z_][A-Za-z0-9_]*)\\s{0,3}}}");
  private static final Pattern BRACKETS = Pattern.compile("\\[([A-Z]{2,}(?:[_-][A-Z0-9]+)*)]");
  private static final int LONGEST = 80;

  /** How far on the end of an element is looked for. */
  private static final int REACH = 4000;

  private static final Set<String> MARKUP =
      Set.of(
          "html", "head", "body", "br", "hr", "p", "a", "b", "i", "ul", "ol", "li", "tr", "td",
          "th", "div", "pre", "span");
  private static final Set<String> TEMPLATE =
      Set.of("end", "else", "break", "continue", "println", "print");
  private static final Set<String> THINGS =
      Set.of(
          "POD",
          "NAMESPACE",
          "NODE",
          "HOST",
          "HOSTNAME",
          "INSTANCE",
          "SERVICE",
          "DEPLOYMENT",
          "CLUSTER",
          "CONTAINER");
  private static final Set<String> LAST_WORDS =
      Set.of(
          "NAME", "ID", "IP", "URL", "ADDRESS", "PORT", "REGION", "DATE", "TIME", "PATH", "FILE",
          "NUMBER", "VERSION");

  /** The placeholder that begins here, or null. */
  static @Nullable Placeholder at(String text, int at, int end, boolean quoted) {
    return switch (text.charAt(at)) {
      case '<' -> angles(text, at, end, quoted);
      case '{' -> braces(text, at, end);
      case '[' -> brackets(text, at, end);
      default -> null;
    };
  }

  private static @Nullable Matcher match(Pattern pattern, String text, int at, int end) {
    Matcher matcher = pattern.matcher(text).region(at, Math.min(end, at + LONGEST));
    return matcher.lookingAt() ? matcher : null;
  }

  private static @Nullable Placeholder angles(String text, int at, int end, boolean quoted) {
    Matcher found = match(ANGLES, text, at, end);
    if (found == null) {
      return null;
    }
    String name = found.group(1);
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char after = found.end() < end ? text.charAt(found.end()) : ' ';
    boolean other = quoted ? isText(text, at, name, before) : isRedirection(name, after);
    return other ? null : new Placeholder(found.group(), name);
  }

  /** Markup, a pattern's group, a comparison: quoted text that only looks like a placeholder. */
  private static boolean isText(String text, int at, String name, char before) {
    return before == '?'
        || before == '\\'
        || name.indexOf('@') >= 0
        || MARKUP.contains(name)
        || (name.indexOf(' ') >= 0
            && (Character.isLetterOrDigit(before) || ")]".indexOf(before) >= 0))
        || text.substring(at, Math.min(text.length(), at + REACH)).contains("</" + name + ">");
  }

  /** {@code <in>out}, {@code <in 2>&1} and {@code <in>>out} are two redirections. */
  private static boolean isRedirection(String name, char after) {
    String last = name.substring(name.lastIndexOf(' ') + 1);
    boolean descriptor = last.length() < name.length() && last.matches("\\d+");
    return descriptor || Character.isLetterOrDigit(after) || "_>&$".indexOf(after) >= 0;
  }

  private static @Nullable Placeholder braces(String text, int at, int end) {
    Matcher found = match(BRACES, text, at, end);
    return found == null || TEMPLATE.contains(found.group(1))
        ? null
        : new Placeholder(found.group(), found.group(1));
  }

  private static @Nullable Placeholder brackets(String text, int at, int end) {
    Matcher found = match(BRACKETS, text, at, end);
    if (found == null
        || (at > 0
            && (Character.isLetterOrDigit(text.charAt(at - 1))
                || "_]$\\".indexOf(text.charAt(at - 1)) >= 0))) {
      return null;
    }
    char after = found.end() < end ? text.charAt(found.end()) : ' ';
    String name = found.group(1);
    int last = Math.max(name.lastIndexOf('_'), name.lastIndexOf('-'));
    String word = name.substring(last + 1);
    boolean clear = THINGS.contains(word) || (last > 0 && LAST_WORDS.contains(word));
    return clear && "*+?{".indexOf(after) < 0 ? new Placeholder(found.group(), name) : null;
  }
}
