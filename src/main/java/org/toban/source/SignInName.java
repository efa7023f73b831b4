package org.toban.source;

import org.toban.saying.Saying;

/** What a sign-in is called, and where its secret stands. */
public enum SignInName implements Saying.Name {
  NOTHING,
  BASIC,
  TOKEN,
  OAUTH2,
  IN_FILE,
  IN_VARIABLE,
  BY_COMMAND,
  IN_KEYRING
}
