package org.toban.remedy.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.remedy.Claim;
import org.toban.remedy.Claimed;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Target;

/**
 * Looks at files of hosts and changes them, through the runner of all commands and so by its rules.
 * Blocking, from any thread.
 */
public final class HostFiles {
  /** How many earlier versions of a file are kept beside it. */
  static final int BACKUPS = 5;

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PIECE = 4096;
  private static final String SCRIPT = script("hostfile.sh");

  /**
   * The same as a whole by one sudo, which the shell itself calls: a password that this shell was
   * opened with does not hold for the sudo of a shell below it.
   */
  private static final String AS_ROOT =
      """
      if (set -o posix) 2>/dev/null; then set -o posix; fi # for what export -p prints
      sudo -n -l /bin/sh >/dev/null || { printf 'toban:refused sudo\\n'; exit 3; }
      { export -p | grep '^export TOBAN_LABEL_'; echo TOBAN_LABEL_SUDO=no; cat <<'TOBAN_HOSTFILE'
      %s
      TOBAN_HOSTFILE
      } | sudo -n /bin/sh -c 'eval "$(cat)"'
      """
          .formatted(SCRIPT);

  /** The command is the runbook's own text, which the person saw who confirmed the change. */
  private static final String RELOAD =
      """
      if [ "$TOBAN_LABEL_SUDO" != yes ]; then exec /bin/sh -c "$TOBAN_LABEL_RELOAD"; fi
      sudo -n /bin/sh -c "$TOBAN_LABEL_RELOAD"
      exit $?
      """;

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Nothing is counted: a change is a person's, and each is confirmed. */
  private static final StartLimit UNLIMITED = new StartLimit(1_000_000, Duration.ofSeconds(1));

  private final Runner runner;
  private final String console;

  /**
   * Through a runner.
   *
   * @param console which one changes files here, as others are told while it does
   */
  public HostFiles(Runner runner, String console) {
    this.runner = runner;
    this.console = console;
  }

  private static String script(String name) {
    try (@Nullable InputStream in = HostFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of a text's bytes, as a look gives it. */
  public static String sha256(String text) {
    return Report.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the backup of a file is called that an installation at a time makes. */
  public static String backupName(String path, Instant at) {
    return path.substring(path.lastIndexOf('/') + 1) + "." + AT.format(at);
  }

  public Sight look(Target target, HostFile file) {
    Outcome outcome = run(target, data("look", file), null);
    if (!(outcome instanceof Outcome.Exited exited)) {
      return new Sight.Unreachable(((Outcome.Failed) outcome).detail());
    }
    Report report = Report.of(outcome.output().text());
    String refused = report.after("refused");
    Sight sight = report.sight();
    if (refused != null) {
      return new Sight.Unreadable(Refusals.say(refused, report.heard()));
    }
    return sight != null
        ? sight
        : new Sight.Unreadable(
            "the host's answer cannot be read (exit status "
                + exited.status()
                + "): "
                + report.heard());
  }

  /**
   * Puts the file in its place if what is there is still what was seen; on any refusal the file is
   * as it was.
   *
   * @param seen what a person was shown the difference to: found or missing
   * @param at names the backup
   */
  public FileChange install(Target target, HostFile file, Sight seen, Instant at) {
    if (seen.stamp().isEmpty()) {
      return new FileChange.Refused("nobody has seen what is there now; look first");
    }
    Map<String, String> data = data("install", file);
    data.put("expected", seen.stamp());
    data.put("at", AT.format(at));
    String text = Base64.getEncoder().encodeToString(file.text().getBytes(StandardCharsets.UTF_8));
    for (int from = 0, n = 0; from < text.length(); from += PIECE, n++) {
      String piece = text.substring(from, Math.min(text.length(), from + PIECE));
      data.put("text_%02d".formatted(n), piece);
    }
    return change(target, data, sha256(file.text()));
  }

  /**
   * Puts back what an installation replaced, or removes what was new, if the file is still what was
   * installed.
   *
   * @param installed the SHA-256 of what was installed
   * @param before the SHA-256 of what was there; empty when nothing was
   * @param backup the name of its copy
   */
  public FileChange undo(
      Target target, String path, boolean sudo, String installed, String before, String backup) {
    HostFile file = new HostFile(path, "", "", "", HostFile.Check.NONE, sudo);
    Map<String, String> data = data("undo", file);
    data.put("sha", installed);
    data.put("expected", before.isEmpty() ? Sight.MISSING : before);
    data.put("backup", backup);
    return change(target, data, before);
  }

  private FileChange change(Target target, Map<String, String> data, String wanted) {
    String action = Report.sha256(SCRIPT.getBytes(StandardCharsets.UTF_8));
    Claim claim = new Claim(action, UNLIMITED, List.of(), false, console);
    Outcome outcome = run(target, data, claim);
    if (outcome instanceof Outcome.Failed failed) {
      if (failed.claimed() instanceof Claimed.Busy busy) {
        return new FileChange.Refused(
            "another run that changes the host is under way, of the console "
                + busy.console()
                + ", for "
                + busy.since().toSeconds()
                + " s; look again when it has ended");
      }
      return switch (failed.reason()) {
        case CONNECT, HOST_KEY, AUTHENTICATION, GUARD -> new FileChange.Refused(failed.detail());
        case TIME_LIMIT, STOPPED, LOST -> new FileChange.Unknown(failed.detail());
      };
    }
    Report report = Report.of(outcome.output().text());
    String refused = report.after("refused");
    String backup = report.after("made");
    if (backup == null) {
      return refused == null
          ? new FileChange.Unknown("the script on the host broke off: " + report.heard())
          : new FileChange.Refused(Refusals.say(refused, report.heard()));
    }
    Sight now = report.sight();
    boolean right =
        wanted.isEmpty()
            ? now instanceof Sight.Missing
            : now instanceof Sight.Found found && found.sha256().equals(wanted);
    return now != null && right
        ? new FileChange.Made(backup, now)
        : new FileChange.Unknown("after the change the file is not what it should be; look again");
  }

  /** Runs the command that follows a change; says what is wrong, or nothing. */
  public Optional<String> reload(Target target, String command, boolean sudo) {
    Labels labels = Labels.of(Map.of("reload", command, "sudo", sudo ? "yes" : "no"));
    Outcome outcome = run(target, RELOAD, labels, null);
    return switch (outcome) {
      case Outcome.Failed failed -> Optional.of(failed.detail());
      case Outcome.Exited exited when exited.status() == 0 -> Optional.empty();
      case Outcome.Exited exited ->
          Optional.of(
              "it ended with exit status "
                  + exited.status()
                  + ": "
                  + exited.output().text().strip());
    };
  }

  private static Map<String, String> data(String act, HostFile file) {
    Map<String, String> data = new HashMap<>();
    data.put("act", act);
    data.put("path", file.path());
    data.put("mode", file.mode());
    data.put("owner", file.owner());
    data.put("check", file.check().name().toLowerCase(Locale.ROOT));
    data.put("sudo", file.sudo() ? "yes" : "no");
    data.put("sha", sha256(file.text()));
    data.put("longest", String.valueOf(HostFile.LONGEST));
    data.put("backups", String.valueOf(BACKUPS));
    return data;
  }

  private Outcome run(Target target, Map<String, String> data, @Nullable Claim claim) {
    boolean password = target.sudo() != null && "yes".equals(data.get("sudo"));
    return run(target, password ? AS_ROOT : SCRIPT, Labels.of(data), claim);
  }

  private Outcome run(Target target, String script, Labels labels, @Nullable Claim claim) {
    boolean sudo = "yes".equals(labels.get("sudo"));
    String id = UUID.randomUUID().toString();
    return runner.run(
        new Job(id, target, script, labels, Map.of(), LIMIT, claim, sudo), text -> {});
  }
}
