package org.toban.remedy.files;

/** What was seen of a file on a host. */
public sealed interface Sight {
  /** What a look at a file that is not there is called, in place of a stamp. */
  String MISSING = "missing";

  /** The short text that another look must give again for the file to count as unchanged. */
  default String stamp() {
    return "";
  }

  /**
   * It is there.
   *
   * @param text with a sign in place of what is not UTF-8
   * @param sha256 of its bytes
   * @param mode octal, without leading zeros
   * @param owner {@code USER:GROUP}
   */
  record Found(String text, String sha256, String mode, String owner) implements Sight {
    @Override
    public String stamp() {
      return sha256 + " " + mode + " " + owner;
    }
  }

  /** It is not there, and its folder, or the folder above that, is. */
  record Missing() implements Sight {
    @Override
    public String stamp() {
      return MISSING;
    }
  }

  /** The host answered, but the file cannot be judged; the detail says why and what to do. */
  record Unreadable(String detail) implements Sight {}

  /** The host did not answer, or not to the end. */
  record Unreachable(String detail) implements Sight {}
}
