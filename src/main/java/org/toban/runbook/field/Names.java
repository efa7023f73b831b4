package org.toban.runbook.field;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of values: how they are compared, and which variables are no fields. */
final class Names {
  /** Names that mean one thing; the first of each is what the others are known by. */
  private static final List<List<String>> SYNONYMS =
      List.of(
          List.of("pod", "podname"),
          List.of("namespace", "ns", "namespacename"),
          List.of("instance", "host", "hostname", "node", "nodename"),
          List.of("service", "svc", "servicename"),
          List.of("deployment", "deploy", "deploymentname"));

  private static final Set<String> KNOWN =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "PWD",
          "OLDPWD",
          "HOSTNAME",
          "HOSTTYPE",
          "MACHTYPE",
          "OSTYPE",
          "LANG",
          "LANGUAGE",
          "TERM",
          "TMPDIR",
          "UID",
          "EUID",
          "GID",
          "GROUPS",
          "PPID",
          "RANDOM",
          "SRANDOM",
          "SECONDS",
          "EPOCHSECONDS",
          "EPOCHREALTIME",
          "LINENO",
          "IFS",
          "OPTARG",
          "OPTIND",
          "OPTERR",
          "REPLY",
          "ENV",
          "PS1",
          "PS2",
          "PS3",
          "PS4",
          "PIPESTATUS",
          "FUNCNAME",
          "DIRSTACK",
          "MAPFILE",
          "COPROC",
          "COLUMNS",
          "LINES",
          "EDITOR",
          "VISUAL",
          "PAGER",
          "BROWSER",
          "DISPLAY",
          "MAIL",
          "TZ",
          "CDPATH",
          "GLOBIGNORE",
          "FCEDIT",
          "HISTFILE",
          "PROMPT_COMMAND",
          "INPUTRC",
          "KUBECONFIG",
          "JAVA_HOME",
          "KUBE_EDITOR",
          "NODE_OPTIONS",
          "JAVA_TOOL_OPTIONS",
          "RUBYOPT",
          "GCONV_PATH",
          "LOCPATH",
          "LESSOPEN",
          "LESSCLOSE",
          "MANPAGER",
          "POSIXLY_CORRECT",
          "TMOUT",
          "EXECIGNORE",
          "FIGNORE",
          "NULLCMD",
          "FPATH",
          "TIMEFORMAT");

  private static final List<String> KNOWN_BEGINNINGS =
      List.of(
          "TOBAN_",
          "BASH",
          "SHELL",
          "LD_",
          "DYLD_",
          "LC_",
          "XDG_",
          "SSH_",
          "SUDO_",
          "GIT_",
          "PYTHON",
          "PERL5",
          "COMP_",
          "DBUS_",
          "SYSTEMD_",
          "MALLOC_");

  private static final List<String> SECRET =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "privatekey",
          "credential");

  private Names() {}

  /** The name in lower case with underscores, without {@code your} or {@code the} before it. */
  static String of(String written) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        name.append(c);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    String all = name.toString().toLowerCase(Locale.ROOT).replaceFirst("_$", "");
    return all.replaceFirst("^(?:your|the)_(?=.)", "");
  }

  /** What spellings of one name share. */
  static String key(String name) {
    return of(name).replace("_", "");
  }

  /** What names of one thing share. */
  static String thing(String name) {
    return like(name).getFirst();
  }

  /** The keys of all names for the same thing. */
  static List<String> like(String name) {
    String key = key(name);
    return SYNONYMS.stream().filter(it -> it.contains(key)).findFirst().orElse(List.of(key));
  }

  static boolean isSecret(String name) {
    String key = key(name);
    return SECRET.stream().anyMatch(key::contains);
  }

  /** Whether the shell, the system or Toban sets it, or a program is changed by it. */
  static boolean isKnown(String variable) {
    return KNOWN.contains(variable) || KNOWN_BEGINNINGS.stream().anyMatch(variable::startsWith);
  }

  static boolean isUpperCase(String variable) {
    return !variable.isEmpty()
        && variable.charAt(0) >= 'A'
        && variable.charAt(0) <= 'Z'
        && variable
            .chars()
            .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
  }
}
