package org.toban.alert;

import java.util.ArrayList;
import java.util.List;
import org.toban.saying.Saying;

/**
 * The matcher syntax of Alertmanager 0.27 and later. Any character may stand in a quoted name or
 * value; unquoted ones are free of blanks and of the reserved characters.
 */
final class MatcherReader {
  private static final String RESERVED = "{}!=~,\\\"'`";

  private final String text;
  private int at;

  private MatcherReader(String text) {
    this.text = text;
  }

  /** Reads a list in the newer syntax, or else in the older one, which wins where they differ. */
  static List<Matcher> read(String text) {
    List<Matcher> classic;
    try {
      classic = ClassicMatcherReader.read(text);
    } catch (MatcherProblem notClassic) {
      return new MatcherReader(text).readAll();
    }
    return classic;
  }

  private List<Matcher> readAll() {
    List<Matcher> matchers = new ArrayList<>();
    skipBlanks();
    boolean braces = take("{");
    skipBlanks();
    while (at < text.length() && text.charAt(at) != '}') {
      matchers.add(readOne());
      skipBlanks();
      if (!take(",")) {
        break;
      }
      skipBlanks();
    }
    if (braces && !take("}")) {
      throw problem(at < text.length() ? MatcherFlaw.NO_COMMA.of() : MatcherFlaw.NO_END.of());
    }
    skipBlanks();
    if (at < text.length()) {
      throw problem(
          text.charAt(at) == '}'
              ? MatcherFlaw.NO_START.of()
              : braces ? MatcherFlaw.MORE.of() : MatcherFlaw.NO_COMMA_NO_QUOTES.of());
    }
    return matchers;
  }

  private Matcher readOne() {
    String name = readToken(MatcherFlaw.NAME_MISSING, MatcherFlaw.NAME_UNQUOTED);
    skipBlanks();
    Matcher.Operator operator = readOperator();
    skipBlanks();
    int valueAt = at + (at < text.length() && text.charAt(at) == '"' ? 1 : 0);
    String value = readToken(MatcherFlaw.VALUE_MISSING, MatcherFlaw.VALUE_UNQUOTED);
    try {
      return Matcher.of(name, operator, value);
    } catch (MatcherProblem e) {
      throw e.movedBy(valueAt);
    }
  }

  private Matcher.Operator readOperator() {
    if (take("=~")) {
      return Matcher.Operator.MATCHES;
    }
    if (take("!~")) {
      return Matcher.Operator.NOT_MATCHES;
    }
    if (take("!=")) {
      return Matcher.Operator.NOT_EQUAL;
    }
    if (take("=")) {
      return Matcher.Operator.EQUAL;
    }
    throw problem(MatcherFlaw.NO_OPERATOR.of());
  }

  private String readToken(MatcherFlaw missing, MatcherFlaw unquoted) {
    if (at < text.length() && text.charAt(at) == '"') {
      return readQuoted();
    }
    int start = at;
    while (at < text.length() && !isReserved(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == start) {
      throw problem((at < text.length() ? unquoted : missing).of());
    }
    return text.substring(start, at);
  }

  private String readQuoted() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        readEscape(value);
      } else if (c == '\n') {
        throw problem(MatcherFlaw.LINE_BREAK.of());
      } else {
        value.append(c);
        at++;
      }
    }
    if (at == text.length()) {
      at = start;
      throw problem(MatcherFlaw.QUOTES_OPEN.of());
    }
    at++;
    return value.toString();
  }

  /** The escapes of a string of Go. */
  private void readEscape(StringBuilder value) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int simple = "abfnrtv\\\"".indexOf(kind);
    if (simple >= 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(simple));
      at += 2;
      return;
    }
    int digits =
        switch (kind) {
          case 'u' -> 4;
          case 'U' -> 8;
          case 'x' -> 2;
          default -> throw problem(MatcherFlaw.UNKNOWN_ESCAPE.of());
        };
    try {
      int code = Integer.parseUnsignedInt(text, at + 2, at + 2 + digits, 16);
      if (kind == 'x' && code > 0x7f) {
        throw problem(MatcherFlaw.PART_OF_CHARACTER.of());
      }
      if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
        throw problem(MatcherFlaw.HALF_A_CHARACTER.of());
      }
      value.appendCodePoint(code);
      at += 2 + digits;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw problem(MatcherFlaw.TOO_FEW_DIGITS.of("\\" + kind, digits));
    } catch (MatcherProblem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw problem(MatcherFlaw.NO_CHARACTER.of());
    }
  }

  private boolean take(String sign) {
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.codePointAt(at))) {
      at++;
    }
  }

  private MatcherProblem problem(Saying what) {
    return new MatcherProblem(at + 1, what);
  }

  private static boolean isReserved(int c) {
    return isBlank(c) || RESERVED.indexOf(c) >= 0;
  }

  /** As Go's unicode.IsSpace. */
  static boolean isBlank(int c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
  }

  /** Whether a name needs no quotes in either syntax. */
  static boolean isPlainName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** With only those escapes that both syntaxes read alike. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
