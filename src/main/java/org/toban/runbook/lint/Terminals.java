package org.toban.runbook.lint;

import java.util.List;
import java.util.Set;
import org.toban.runbook.ShellCommand;

/** Which commands a run cannot serve: it has no terminal, and its standard input is closed. */
final class Terminals {
  private static final Set<String> SCREENS =
      Set.of(
          "vi", "vim", "nvim", "nano", "pico", "emacs", "ed", "htop", "atop", "nethogs", "iftop",
          "nmon", "visudo", "screen", "tmux", "watch", "passwd", "k9s", "mc");
  private static final Set<String> PAGERS = Set.of("less", "more", "most");
  private static final Set<String> CONTAINERS =
      Set.of("kubectl", "oc", "docker", "podman", "nerdctl", "crictl");
  private static final Set<String> FOLLOW = Set.of("--follow", "--watch", "-w");
  private static final Set<String> FOLLOWERS = Set.of("tail", "journalctl", "dmesg");
  private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh", "dash", "su");

  private Terminals() {}

  static boolean isNeeded(Invocation run) {
    return switch (run.program()) {
      case "top", "iotop" -> !run.hasShort('b') && !run.has("--batch");
      case "crontab" -> run.has("-e");
      case "systemctl" -> run.does("edit") && !run.has("--stdin");
      case "ssh" -> run.has("-t", "-tt");
      default ->
          SCREENS.contains(run.program())
              || PAGERS.contains(run.program())
              || (CONTAINERS.contains(run.program()) && inContainer(run));
    };
  }

  private static boolean inContainer(Invocation run) {
    boolean runs = run.arguments().contains("exec") || run.arguments().contains("run");
    boolean terminal =
        options(run.arguments()).stream()
            .anyMatch(it -> it.equals("--tty") || it.equals("-t") || it.matches("-(it|ti)"));
    return run.does("edit") || run.does("attach") || (runs && terminal);
  }

  /** Those before {@code --}: what comes after is of the program in the container. */
  private static List<String> options(List<String> arguments) {
    int end = arguments.indexOf("--");
    return end < 0 ? arguments : arguments.subList(0, end);
  }

  /** Without a terminal it only passes the text on. */
  static boolean isPager(Invocation run) {
    return PAGERS.contains(run.program());
  }

  /** The command with what makes it need a terminal. */
  static String name(Invocation run) {
    return CONTAINERS.contains(run.program()) || run.program().equals("systemctl")
        ? run.program() + " " + String.join(" ", run.arguments().stream().limit(2).toList())
        : run.program();
  }

  static boolean isEndless(Invocation run) {
    List<String> arguments = run.arguments();
    return switch (run.program()) {
      case "ping", "tcpdump" -> arguments.stream().noneMatch(it -> it.startsWith("-c"));
      case "yes" -> true;
      case "sleep" -> run.has("infinity");
      case "vmstat", "iostat", "mpstat", "pidstat" ->
          arguments.stream().filter(it -> it.matches("\\d{1,9}")).count() == 1;
      case "docker", "podman", "nerdctl" ->
          (run.does("stats") && !run.has("--no-stream"))
              || run.does("events")
              || (run.does("logs") && follows(run));
      case "kubectl", "oc" ->
          run.does("port-forward")
              || run.does("proxy")
              || (run.does("logs") && follows(run))
              || (run.does("get") && run.has("-w", "--watch"));
      default -> FOLLOWERS.contains(run.program()) && follows(run);
    };
  }

  private static boolean follows(Invocation run) {
    return run.arguments().stream().anyMatch(FOLLOW::contains)
        || run.hasShort('f')
        || run.hasShort('F');
  }

  /** A shell that would read its commands from an input that is closed: it ends at once. */
  static boolean isShellWithoutInput(ShellCommand command, Invocation run) {
    if (run.sudo() && run.program().isEmpty()) {
      return run.sudoOptions().stream()
          .anyMatch(it -> Set.of("-i", "-s", "--login", "--shell").contains(it));
    }
    return SHELLS.contains(run.program())
        && run.arguments().stream().allMatch(it -> isPlain(run.program(), it))
        && command.words().stream().noneMatch(it -> it.contains("<"));
  }

  private static boolean isPlain(String shell, String argument) {
    boolean login = Set.of("-", "-l", "-i", "-il", "-li", "--login").contains(argument);
    return login || (shell.equals("su") && !argument.startsWith("-"));
  }
}
