package org.toban.remedy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.toban.remedy.sudo.Prelude;

/**
 * The two fixed commands that reach a host's login shell, and what is sent to the first.
 *
 * <p>A command holds no data but numbers and plain names, so the login shell, whichever it is,
 * parses neither a runbook's nor an alert's text, and neither stands in the process list. The first
 * command says that it is ready (after whatever a noisy rc file printed), then reads its standard
 * input to the end: one line of assignments, the script on the same line so that the shell's line
 * numbers are those of the runbook, and the nonce. Without the nonce at the end the text was cut
 * off and nothing of it runs. sshd gives every command a session of its own; what belongs to a run
 * is found by it.
 */
final class Wrapper {
  /** Ends a run by itself, this long after its limit, should Toban be gone by then. */
  private static final Duration BACKSTOP = Duration.ofSeconds(30);

  /** $0 seconds of the backstop, $1 the inner script, $2 its name in messages, $3 nonce. */
  private static final String OUTER =
      "exec 2>&1; set -- \"$@\" \"$$\"; "
          + "if b=$(command -v bash); then set -- \"$b\" --norc -c \"$@\"; "
          + "else set -- sh -c \"$@\"; fi; "
          + "if command -v timeout >/dev/null; then set -- timeout -s KILL \"$0\" \"$@\"; fi; "
          + "exec \"$@\"";

  /** $1 nonce, $2 the session's leader. */
  private static final String INNER =
      "printf \"%s %s %s\\n\" \"$1\" \"$2\" \"$$\"; set -- \"$(cat)\" \"$1\"; "
          + "case $1 in *$2) eval \"set --; ${1%$2}\";; "
          + "*) echo \"The script came cut off; nothing of it was run.\"; exit 255;; esac";

  /**
   * $@ the run's processes, the session's leader first. Finds its session in /proc, so that
   * processes that left the group (as timeout's do) are found too; without /proc the groups must
   * do. TERM, 1.5 s, KILL, 1.5 s; prints what is left.
   */
  private static final String END =
      "n() { sleep 0.1 2>/dev/null || sleep 1; }; "
          + "l() { p=; if [ -r /proc/self/stat ]; then for f in /proc/[0-9]*/stat; do "
          + "r=; { read -r r <\"$f\"; } 2>/dev/null; i=${r%% *}; r=${r##*) }; "
          + "set -- \"$1\" $r; if [ \"$5\" = \"$1\" ] && [ \"$2\" != Z ]; then p=\"$p $i\"; fi; "
          + "done; "
          + "else for g in \"$@\"; do if kill -s 0 -- \"-$g\" 2>/dev/null; "
          + "then p=\"$p -$g\"; fi; done; fi; }; "
          + "for s in TERM KILL; do i=0; l \"$@\"; "
          + "if [ -n \"$p\" ]; then kill -s \"$s\" -- $p 2>/dev/null; fi; "
          + "t=0; while l \"$@\"; [ -n \"$p\" ] && [ \"$t\" -lt 15 ]; do n; t=$((t+1)); done; "
          + "done; echo $p; [ -z \"$p\" ]";

  private Wrapper() {}

  /**
   * The command that runs what {@link #input} makes, in bash, or in sh where there is no bash.
   *
   * @param nonce hexadecimal digits
   * @param sudo whether sudo is given a password first, for which the host asks
   */
  static String run(String nonce, Duration limit, boolean sudo) {
    long seconds = limit.plus(BACKSTOP).toSeconds() + 1;
    return "exec /bin/sh -c "
        + Variables.quote(OUTER)
        + " "
        + seconds
        + " "
        + Variables.quote(sudo ? Prelude.SCRIPT + INNER : INNER)
        + " toban "
        + nonce;
  }

  /** The same, once the host has granted what the run claims there. */
  static String run(String nonce, Duration limit, boolean sudo, Claim claim, String folder) {
    return "exec /bin/sh -c "
        + Variables.quote(LeaseScript.OUTER)
        + " "
        + (limit.plus(BACKSTOP).toSeconds() + 1)
        + " "
        + Variables.quote(LeaseScript.FREE + (sudo ? Prelude.SCRIPT : "") + LeaseScript.INNER)
        + " "
        + String.join(" ", nonce, folder.isEmpty() ? "-" : folder, claim.action())
        + " "
        + claim.limit().burst()
        + " "
        + Math.max(1, claim.limit().window().toSeconds())
        + (claim.once() ? " 1 " : " 0 ")
        + claim.console()
        + claim.attempts().stream().map(it -> " " + it).collect(Collectors.joining());
  }

  /** What the command of {@link #run} reads. */
  static byte[] input(String nonce, Map<String, String> variables, String script) {
    return (Variables.assignments(variables) + script + nonce).getBytes(StandardCharsets.UTF_8);
  }

  /** The command that ends a run's processes; exit status 0 when nothing of it is left. */
  static String end(Collection<Long> processes) {
    return "exec /bin/sh -c "
        + Variables.quote(END)
        + " toban "
        + processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
