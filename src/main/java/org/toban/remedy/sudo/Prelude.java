package org.toban.remedy.sudo;

/**
 * What the shell that becomes a run's script does first, so that {@code sudo} in the script needs
 * no password; and what it says when it cannot.
 *
 * <p>Without a terminal sudo keeps its ticket for the process that called it, known by its number
 * and when it began. The password goes to a sudo that this very shell calls, on standard input and
 * behind one {@code head -n 1}, so that a second question finds the end of its input. The shell
 * itself never reads it, and when the script comes nothing is left of it to be read.
 */
public final class Prelude {
  /** The line, behind the nonce, with which the host asks. */
  public static final String ASKS = "asks";

  /** Where sudo is, whatever the user's PATH and functions say. */
  private static final String FOUND =
      "if [ -u /usr/bin/sudo ]; then set -- /usr/bin/sudo \"$@\"; "
          + "elif [ -u /usr/local/bin/sudo ]; then set -- /usr/local/bin/sudo \"$@\"; "
          + "elif [ -u /run/wrappers/bin/sudo ]; then set -- /run/wrappers/bin/sudo \"$@\"; "
          + "else printf \"%s refused sudo none\\n\" \"$1\"; exit 255; fi; ";

  /**
   * Shell text; $1 nonce. Goes on only when a sudo of this shell needs no password, and one of any
   * other process of the user still does, unless the host asks nobody for one.
   */
  public static final String SCRIPT =
      FOUND
          + "printf \"%s "
          + ASKS
          + "\\n\" \"$2\"; "
          + "command -p head -n 1 | \"$1\" -S -v -p \"\" || "
          + "{ printf \"\\n%s refused sudo denied\\n\" \"$2\"; exit 255; }; "
          + "\"$1\" -n -v || { printf \"\\n%s refused sudo forgotten\\n\" \"$2\"; exit 255; }; "
          + "if /bin/sh -c \"\\\"\\$0\\\" -n -v; exit \\$?\" \"$1\" 2>/dev/null; then \"$1\" -k; "
          + "\"$1\" -n -v 2>/dev/null || { printf \"\\n%s refused sudo shared\\n\" \"$2\"; exit 255; }; "
          + "fi; shift; ";

  private Prelude() {}

  /**
   * Why nothing was run, in a sentence or two.
   *
   * @param word with which the host refused
   * @param host its name
   * @param said what sudo printed, on one line; may be empty
   */
  public static String refusal(String word, String host, String said) {
    String heard = said.isEmpty() ? "" : " It said: " + said;
    return switch (word) {
      case "none" ->
          "Nothing was run on "
              + host
              + ": there is no sudo to give the password to. Take 'sudo' from the block, or the"
              + " password from the host.";
      case "denied" ->
          "Nothing was run: the password of sudo on "
              + host
              + " was refused, or the user may not use sudo there."
              + heard;
      case "forgotten" ->
          "Nothing was run: sudo on "
              + host
              + " took the password and forgot it at once (timestamp_timeout=0), so the script could"
              + " not use it. Give the user NOPASSWD for its commands.";
      case "shared" ->
          "Nothing was run: sudo on "
              + host
              + " lets every process of the user in once one has given the password"
              + " (timestamp_type=global). Give the user another timestamp_type, or NOPASSWD.";
      default -> "Nothing was run on " + host + ": sudo answered " + word + "." + heard;
    };
  }
}
