package org.toban.remedy.openssh;

import org.toban.saying.Saying;

/** Why a host of the file cannot be used, and what to do. */
@SuppressWarnings("serial") // never serialised
final class Unusable extends Exception {
  private final Saying told;

  Unusable(Saying told) {
    super(told.toString(), null, false, false);
    this.told = told;
  }

  Saying told() {
    return told;
  }
}
