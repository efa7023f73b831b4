package org.toban.runbook.request;

import org.toban.saying.Saying;

/** Why a request cannot be read or filled in. */
public enum RequestFault implements Saying.Name {
  // of the text
  NO_LINE,
  NO_ADDRESS,
  NOT_ENCODED,
  SECRET_IN_URL,
  NO_HEADER,
  OWN_HEADER,
  HEADER_NOT_ASCII,
  SEVERAL,
  NO_BODY,
  NO_TYPE,
  OPEN_PLACE,
  NO_VALUE,

  // of the values
  DOTS,
  NO_LABEL,
  CONTROL,
  HALF,
  NOT_ASCII,
  THE_LABEL,
  THE_SECRET
}
