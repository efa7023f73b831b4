package org.toban.runbook.field;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where a value would be more than data: as the name of a program, as a part of a text that a
 * shell or another interpreter runs, or where a shell computes.
 */
final class Judge {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if", "then", "do", "else", "elif", "while", "until", "!", "{", "time", "exec", "command",
          "builtin", "nohup", "setsid");
  private static final Set<String> WRAPPERS =
      Set.of("sudo", "doas", "env", "timeout", "nice", "ionice", "stdbuf", "xargs");
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "ksh", "zsh", "busybox", "fish");
  private static final Set<String> INTERPRETERS =
      Set.of(
          "awk", "gawk", "mawk", "sed", "perl", "python", "python2", "python3", "ruby", "node",
          "php", "lua", "jshell");
  private static final Set<String> CONSOLES =
      Set.of(
          "psql",
          "mysql",
          "mariadb",
          "sqlite3",
          "mongo",
          "mongosh",
          "clickhouse-client",
          "sqlplus",
          "sqlcmd",
          "redis-cli");
  private static final Set<String> RUN_TEXT =
      Set.of(
          "eval",
          "source",
          ".",
          "trap",
          "let",
          "watch",
          "parallel",
          "unset",
          "read",
          "getopts",
          "mapfile",
          "readarray",
          "su",
          "runuser",
          "at",
          "batch",
          "crontab",
          "expect",
          "script",
          "alias",
          "pdsh",
          "ansible");
  private static final Set<String> KUBERNETES = Set.of("kubectl", "oc");

  /** After these words of Kubernetes' clients a program may follow. */
  private static final Set<String> STARTERS = Set.of("exec", "rsh", "run", "debug", "--");

  private static final Set<String> DECLARE =
      Set.of("declare", "typeset", "local", "export", "readonly");
  private static final Set<String> COMPARE =
      Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v", "-R");
  private static final String CODE_OPTION =
      "-[A-Za-z]*[ceErRq]|--(?:eval|command|execute|query|expression|run)";

  private Judge() {}

  /** Why a value may not stand at this place; null when it may. */
  static Fields.@Nullable Why judge(Use use) {
    int index = use.index();
    String before = use.before();
    for (CommandLine it = use.command(); it != null; it = it.outer) {
      Fields.Why why = judge(it, index, before);
      if (why != null) {
        return why;
      }
      index = it.outerIndex;
      before = it.outerBefore;
    }
    return null;
  }

  private static Fields.@Nullable Why judge(CommandLine command, int index, String before) {
    if (index == CommandLine.FILE) {
      return null;
    }
    if (isPipedIntoCode(command) || (index == CommandLine.INPUT && readsCode(command.words))) {
      return Fields.Why.OTHER_SHELL;
    }
    if (index == CommandLine.INPUT) {
      return null;
    }
    List<String> words = command.words;
    String assigned = CommandLine.assigned(before);
    if (isBeforeProgram(words, index)) {
      if (assigned.isEmpty()) {
        return Fields.Why.PROGRAM;
      }
      return Names.isKnown(assigned) ? Fields.Why.SETS_SHELL : null;
    }
    String program = words.get(programOf(words));
    if (DECLARE.contains(program)) {
      boolean plain =
          !assigned.isEmpty()
              && !Names.isKnown(assigned)
              && words.stream().noneMatch(it -> it.matches("-[a-zA-Z]*[aAin].*"));
      return plain ? null : Fields.Why.SETS_SHELL;
    }
    boolean test = program.equals("[") || program.equals("test");
    if ((program.equals("[[") && words.stream().anyMatch(COMPARE::contains))
        || (test && (words.contains("-v") || words.contains("-R")))
        || (program.equals("printf") && words.get(index - 1).equals("-v"))) {
      return Fields.Why.ARITHMETIC;
    }
    for (int i = 0; i < index; i++) {
      boolean named =
          i >= 2
              && words.get(i - 2).startsWith("-")
              && words.get(i - 2).matches("-[a-z]*c"); // the $0 of sh -c 'text' sh
      if (!named && !isResource(words, i) && isCode(words, i, index, before)) {
        return Fields.Why.OTHER_SHELL;
      }
    }
    return null;
  }

  /** Whether the word is the program, or stands before it where no value belongs. */
  private static boolean isBeforeProgram(List<String> words, int index) {
    int program = programOf(words.subList(0, Math.min(index, words.size())));
    return program < 0
        && !(index > 0 && isOptionWithArgument(words.get(index - 1)) && wraps(words, index));
  }

  private static boolean wraps(List<String> words, int index) {
    return words.subList(0, index).stream().anyMatch(WRAPPERS::contains);
  }

  private static boolean isOptionWithArgument(String word) {
    return word.equals("-u") || word.equals("-g") || word.equals("-I");
  }

  /** The index of the first word that is a program; -1 when there is none. */
  private static int programOf(List<String> words) {
    boolean wrapped = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (KEYWORDS.contains(word) || !CommandLine.assigned(word).isEmpty()) {
        continue;
      }
      if (WRAPPERS.contains(word)) {
        wrapped = true;
      } else if (wrapped && isOptionWithArgument(word)) {
        i++;
      } else if (!wrapped
          || !word.matches("-.*|[0-9.]+[smhd]?|(?:SIG)?(?:TERM|KILL|INT|HUP|QUIT)")) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The {@code node} of {@code kubectl describe node}, which is the program of that name nowhere.
   */
  private static boolean isResource(List<String> words, int i) {
    List<String> before = words.subList(0, i);
    return words.get(i).equals("node")
        && KUBERNETES.contains(base(words.get(Math.max(0, programOf(words)))))
        && before.stream().noneMatch(STARTERS::contains);
  }

  private static String base(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /** Whether the word at i runs a text that the word at index is, or is a part of. */
  private static boolean isCode(List<String> words, int i, int index, String before) {
    String name = base(words.get(i));
    String previous = words.get(index - 1);
    if (RUN_TEXT.contains(name) && i == programOf(words)) {
      return true;
    }
    List<String> between = words.subList(i + 1, index);
    if (name.equals("ssh")) {
      boolean option = List.of("-p", "-l", "-i").contains(previous);
      return !option
          && (before.startsWith("-")
              || previous.matches("-[oFJWLRDSEcmbBeQIO]")
              || arguments(between) > 0);
    }
    if (CONSOLES.contains(name)) {
      String word = index < words.size() ? words.get(index) : before;
      return previous.matches(CODE_OPTION)
          || before.matches("(?s)(?:" + CODE_OPTION + ").*")
          || word.matches("(?s).*\\s.*");
    }
    if (SHELLS.contains(name) || INTERPRETERS.contains(name)) {
      boolean code =
          previous.matches(CODE_OPTION) || (before.startsWith("-") && !before.startsWith("--"));
      return code
          || (between.stream().allMatch(it -> it.startsWith("-")) && !previous.equals("-v"));
    }
    return false;
  }

  /** Arguments that are no options, of ssh. */
  private static long arguments(List<String> words) {
    long count = 0;
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).matches("-[A-Za-z]*[bcDEeFIiJLlmOopQRSWw]")) {
        i++;
      } else if (!words.get(i).startsWith("-")) {
        count++;
      }
    }
    return count;
  }

  /** Whether a later command of its pipeline runs what it reads. */
  private static boolean isPipedIntoCode(CommandLine command) {
    List<CommandLine> later =
        command.pipeline.subList(command.pipeline.indexOf(command) + 1, command.pipeline.size());
    return later.stream().anyMatch(it -> readsCode(it.words));
  }

  /** Whether a command may run what it reads from its input. */
  static boolean readsCode(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String name = base(words.get(i));
      boolean alone =
          words.subList(i + 1, words.size()).stream().allMatch(it -> it.startsWith("-"));
      if (SHELLS.contains(name)
          || CONSOLES.contains(name)
          || name.equals("ssh")
          || (RUN_TEXT.contains(name)
              && !name.equals("read")
              && !name.equals("mapfile")
              && !name.equals("readarray"))
          || (INTERPRETERS.contains(name) && alone)) {
        return true;
      }
    }
    return false;
  }
}
