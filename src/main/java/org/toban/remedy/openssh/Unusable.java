package org.toban.remedy.openssh;

/** Why a host of the file cannot be used, and what to do. */
@SuppressWarnings("serial") // never serialised
final class Unusable extends Exception {
  private final String what;
  private final String mend;

  Unusable(String what, String mend) {
    super(what, null, false, false);
    this.what = what;
    this.mend = mend;
  }

  String what() {
    return what;
  }

  String mend() {
    return mend;
  }
}
