package org.toban.remedy.files;

/** The words with which the script refuses, as sentences: what, where, what to do. */
final class Refusals {
  private Refusals() {}

  /**
   * A refusal as a sentence.
   *
   * @param refused the word, then what it speaks of
   * @param heard what other programs printed
   */
  static String say(String refused, String heard) {
    String[] parts = refused.split(" ", 2);
    String about = parts.length > 1 ? parts[1] : "";
    String sentence = sentence(parts[0], about);
    return heard.isEmpty() ? sentence : sentence + ":\n" + heard;
  }

  private static String sentence(String word, String about) {
    return switch (word) {
      case "sudo" ->
          "sudo -n was refused; let the host's user use sudo without a password, or write its"
              + " sudo_password_file";
      case "link" -> about + " is a symbolic link or is reached through one; name the real path";
      case "folder" -> "the folder " + about + " is not on the host; is the program installed?";
      case "kind" -> about + " is there but is no file; look at it by hand";
      case "size" -> about + " is longer than " + HostFile.LONGEST + " bytes; compare it by hand";
      case "unreadable" -> about + " cannot be read; give the setting sudo or another user";
      case "changed" -> about + " is no longer what was shown; look at the difference again";
      case "write" -> "cannot write in " + about + "; the file is as it was";
      case "owner" -> "cannot give " + about + " its owner and mode; the file is as it was";
      case "checker" -> about + " is not on the host, so the text cannot be checked";
      case "unit" -> "the unit " + about + " of this drop-in is not on the host";
      case "check" -> "the check by " + about + " refused the text; the file is as it was";
      case "backup" -> "the backup " + about + " is gone or was changed; put it right by hand";
      default -> "refused by the script on the host (" + word + " " + about + ")";
    };
  }
}
