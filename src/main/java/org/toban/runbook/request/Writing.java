package org.toban.runbook.request;

import java.nio.charset.StandardCharsets;
import org.toban.saying.Saying;

/**
 * How a value is written where it goes, so that it stays one value there. The place decides, never
 * the value. Control characters are refused everywhere.
 */
enum Writing {
  /** Path and query of a URL, and a form: all but unreserved characters percent-encoded. */
  URL,
  /** A header's value: visible ASCII and spaces. */
  HEADER,
  /** Inside or outside of a string of JSON. */
  JSON,
  /** A text without a grammar. */
  PLAIN;

  private static final String UNRESERVED = "-._~";

  /**
   * A value as it is written.
   *
   * @param what names the value in a refusal, which never holds the value itself
   * @param inside whether it stands within quotation marks of JSON
   * @throws RequestProblem when it cannot stand there
   */
  String write(String value, boolean inside, Saying what) throws RequestProblem {
    check(value, what);
    return switch (this) {
      case URL -> percent(value);
      case HEADER, PLAIN -> value;
      case JSON -> inside ? json(value) : '"' + json(value) + '"';
    };
  }

  private void check(String value, Saying what) throws RequestProblem {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        throw new RequestProblem(0, RequestFault.CONTROL, what, String.format("U+%04X", (int) c));
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      boolean second =
          Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
      if (Character.isSurrogate(c) && !pair && !second) {
        throw new RequestProblem(0, RequestFault.HALF, what);
      }
      if (this == HEADER && c > '~') {
        throw new RequestProblem(0, RequestFault.NOT_ASCII, what);
      }
    }
  }

  /** RFC 3986, 2.3; a space is %20, which a form takes as well. */
  private static String percent(String value) {
    StringBuilder written = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letter = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      written.append(letter ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return written.toString();
  }

  /** RFC 8259, 7; also what would end a script element, should a page show it. */
  private static String json(String value) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> written.append('\\').append(c);
        case '<', '>', '\u2028', '\u2029' -> written.append(String.format("\\u%04x", (int) c));
        default -> written.append(c);
      }
    }
    return written.toString();
  }
}
