package org.toban.source.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes over one line once and writes it with times, numbers, addresses, ids, paths and quoted texts
 * masked. Each part is looked at a bounded number of times, so the work grows with the length of
 * the line and not faster.
 */
final class Masker {
  private static final int LONGEST_QUOTE = 200;
  private static final int LONGEST_RESULT = 300;

  /** More words than this between quotes are a message, not a value. */
  private static final int WORDS_OF_A_VALUE = 3;

  private static final String DAY_NAME = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?";
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final String CLOCK = "\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?";
  private static final String ZONE = "(?: ?(?:Z|UTC|GMT|JST|[+-]\\d{2}:?\\d{2}))?";

  private static final String TIME =
      String.join(
          "|",
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[T_ ]{1,2}\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
              + ZONE
              + ")?",
          "\\d{4}年\\d{1,2}月\\d{1,2}日(?: ?\\d{1,2}[時:]\\d{1,2}(?:[分:](?:\\d{1,2}秒?)?)?)?",
          "\\d{1,2}/" + MONTH + "/\\d{4}:" + CLOCK + ZONE,
          DAY_NAME + MONTH + " {1,2}\\d{1,2} " + CLOCK + "(?: \\d{4})?",
          DAY_NAME + "\\d{1,2} " + MONTH + " \\d{4}(?: " + CLOCK + ")?" + ZONE,
          CLOCK + ZONE);

  private static final String ADDRESS =
      String.join(
          "|",
          "(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?(?:/\\d{1,2})?",
          "(?=[\\p{XDigit}:]{0,39}\\d)(?:\\p{XDigit}{0,4}:){2,7}\\p{XDigit}{0,4}");

  /** What begins where a word begins; the first that fits counts. */
  private static final Pattern VALUE =
      Pattern.compile(
          String.join(
              "|",
              "(?<time>" + TIME + ")(?![A-Za-z0-9])",
              "(?<uuid>\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?![A-Za-z0-9])",
              "(?<ip>" + ADDRESS + ")(?![A-Za-z0-9.])",
              "(?<url>[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s\"'<>)\\]},、。」]{1,1000})",
              "(?<email>[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8})",
              "(?<path>[A-Za-z]:\\\\[^\\s\"'<>|]{0,1000})",
              "(?<hex>0[xX]\\p{XDigit}{1,64})(?![A-Za-z0-9])",
              "(?<span>(?:\\d{1,12}(?:\\.\\d{1,12})?(?:ns|us|µs|μs|ms|s|m|h|d)){1,6})(?![A-Za-z0-9])",
              "(?<n>\\d{1,40}(?:[.,]\\d{1,20}){0,8})(?![A-Za-z0-9_])"));

  private static final Pattern PATH =
      Pattern.compile("/[\\p{L}\\p{N}_.~%-][\\p{L}\\p{N}_.~%/@+:=$&?-]{0,1000}");
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]{0,20}[A-Za-z]");

  private final String line;
  private final Matcher value;
  private final StringBuilder out = new StringBuilder();

  /** Where the quote ends inside which we are, or -1. */
  private int closing = -1;

  Masker(String line) {
    this.line = line;
    this.value = VALUE.matcher(line).useTransparentBounds(true).useAnchoringBounds(false);
  }

  String mask() {
    int at = 0;
    while (at < line.length() && out.length() < LONGEST_RESULT) {
      at = step(at);
    }
    String masked = out.toString().strip();
    if (masked.length() <= LONGEST_RESULT) {
      return masked;
    }
    boolean half = Character.isHighSurrogate(masked.charAt(LONGEST_RESULT - 1));
    return masked.substring(0, half ? LONGEST_RESULT - 1 : LONGEST_RESULT);
  }

  private int step(int at) {
    char c = line.charAt(at);
    if (c == '\u001b') {
      return escape(at);
    }
    if (Character.isWhitespace(c) || Character.isISOControl(c)) {
      return space(at);
    }
    if (at == closing) {
      closing = -1;
      return copy(at);
    }
    char end = closingOf(c);
    if (end != 0 && closing < 0 && !followsWord(at)) {
      return quote(at, end);
    }
    if (c == '/' && !followsWord(at)) {
      return path(at);
    }
    return isWordPart(c) ? word(at) : copy(at);
  }

  private int copy(int at) {
    out.append(line.charAt(at));
    return at + 1;
  }

  private int space(int at) {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
    return at + 1;
  }

  private int escape(int at) {
    Matcher colour = ANSI.matcher(line).region(at, line.length());
    return colour.lookingAt() ? colour.end() : space(at);
  }

  private static char closingOf(char c) {
    return switch (c) {
      case '"', '\'', '`' -> c;
      case '「' -> '」';
      case '『' -> '』';
      case '“' -> '”';
      default -> 0;
    };
  }

  private boolean followsWord(int at) {
    return at > 0 && isWordPart(line.charAt(at - 1));
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || (c >= 0x80 && Character.isDigit(c));
  }

  /** A quoted value is masked; a message in quotes, as logfmt and JSON write it, is looked into. */
  private int quote(int at, char end) {
    int close = close(at, end);
    if (close < 0) {
      return copy(at);
    }
    if (isNamed(at, close) || words(at + 1, close) > WORDS_OF_A_VALUE) {
      closing = close;
      return copy(at);
    }
    out.append(line.charAt(at)).append("<text>").append(end);
    return close + 1;
  }

  private int close(int at, char end) {
    int last = Math.min(line.length(), at + LONGEST_QUOTE);
    for (int i = at + 1; i < last; i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == end) {
        return i;
      }
    }
    return -1;
  }

  /** The value of {@code key=} or {@code "key":}, or a key itself. */
  private boolean isNamed(int open, int close) {
    int before = open - 1;
    while (before >= 0 && line.charAt(before) == ' ') {
      before--;
    }
    boolean value =
        before >= 0
            && (line.charAt(before) == '='
                || (line.charAt(before) == ':' && before > 0 && line.charAt(before - 1) == '"'));
    boolean key = close + 1 < line.length() && line.charAt(close + 1) == ':';
    return value || key;
  }

  private int words(int from, int to) {
    int words = 1;
    for (int i = from; i < to; i++) {
      words += line.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }

  private int path(int at) {
    Matcher path = PATH.matcher(line).region(at, closing < 0 ? line.length() : closing);
    if (!path.lookingAt()) {
      return copy(at);
    }
    out.append("<path>");
    int end = path.end();
    while (":.,;?&=@-".indexOf(line.charAt(end - 1)) >= 0) {
      end--; // the sentence goes on
    }
    return end;
  }

  private int word(int at) {
    value.region(at, line.length());
    if (value.lookingAt() && (closing < 0 || value.end() <= closing)) {
      out.append(maskOf(value));
      return value.end();
    }
    int end = at;
    while (end < line.length() && isWordPart(line.charAt(end))) {
      end++;
    }
    appendWord(line.substring(at, end));
    return end;
  }

  private static String maskOf(Matcher value) {
    for (String kind : new String[] {"time", "uuid", "ip", "url", "email", "path", "hex"}) {
      if (value.group(kind) != null) {
        return "<" + kind + ">";
      }
    }
    return value.group("span") != null ? "<span>" : "<n>";
  }

  private void appendWord(String word) {
    int digits = 0;
    int changes = 0;
    boolean hex = true;
    for (int i = 0; i < word.length(); i++) {
      boolean digit = Character.isDigit(word.charAt(i));
      digits += digit ? 1 : 0;
      changes += i > 0 && digit != Character.isDigit(word.charAt(i - 1)) ? 1 : 0;
      hex &= Character.digit(word.charAt(i), 16) >= 0;
    }
    if (digits == 0) {
      out.append(word);
    } else if (hex && word.length() >= 8 && digits < word.length()) {
      out.append("<hex>");
    } else if (changes >= 3 && word.indexOf('_') < 0) {
      out.append("<id>");
    } else {
      appendWithoutDigits(word);
    }
  }

  private void appendWithoutDigits(String word) {
    boolean before = false;
    for (int i = 0; i < word.length(); i++) {
      boolean digit = Character.isDigit(word.charAt(i));
      if (!digit) {
        out.append(word.charAt(i));
      } else if (!before) {
        out.append("<n>");
      }
      before = digit;
    }
  }
}
