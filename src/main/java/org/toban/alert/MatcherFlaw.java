package org.toban.alert;

import org.toban.saying.Saying;

/** Why a text is no matcher. */
public enum MatcherFlaw implements Saying.Name {
  AT,
  NO_NAME,
  LARGE_PATTERN,
  NO_PATTERN,
  NO_COMMA,
  NO_END,
  NO_START,
  MORE,
  NO_COMMA_NO_QUOTES,
  NO_OPERATOR,
  NAME_MISSING,
  VALUE_MISSING,
  NAME_UNQUOTED,
  VALUE_UNQUOTED,
  LINE_BREAK,
  QUOTES_OPEN,
  UNKNOWN_ESCAPE,
  PART_OF_CHARACTER,
  HALF_A_CHARACTER,
  TOO_FEW_DIGITS,
  NO_CHARACTER,
  UNPAIRED,
  NO_NAME_AND_OPERATOR,
  QUOTE_INSIDE
}
