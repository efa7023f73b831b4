package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Process;
import org.toban.drill.shell.Program;
import org.toban.drill.shell.Signal;

/** Commands on processes, users and time. */
final class ProcessTools {
  private ProcessTools() {}

  static Map<String, Program> programs() {
    return Map.ofEntries(
        Map.entry("sleep", TimeTools::sleep),
        Map.entry("date", TimeTools::date),
        Map.entry("kill", ProcessTools::kill),
        Map.entry("pkill", it -> match(it, true)),
        Map.entry("pgrep", it -> match(it, false)),
        Map.entry("id", ProcessTools::id),
        Map.entry("whoami", it -> say(it, it.user())),
        Map.entry("hostname", it -> say(it, it.machine().name())),
        Map.entry("uname", ProcessTools::system),
        Map.entry("sudo", ProcessTools::sudo),
        Map.entry("nohup", it -> it.call(it.arguments())),
        Map.entry("nice", it -> it.call(Flags.leading(it.arguments(), "n").operands())),
        Map.entry("xargs", ProcessTools::xargs));
  }

  private static int say(Invocation it, String text) {
    it.println(text);
    return 0;
  }

  private static int kill(Invocation it) {
    List<String> words = new ArrayList<>(it.arguments());
    @Nullable Signal signal = Signal.TERM;
    boolean probe = false;
    if (!words.isEmpty() && words.getFirst().equals("-l")) {
      return say(it, "HUP INT QUIT KILL USR1 USR2 PIPE ALRM TERM CONT");
    }
    if (words.size() > 1 && words.getFirst().matches("-[A-Za-z0-9]+")) {
      String name = words.removeFirst().substring(1);
      name = name.equals("s") && words.size() > 1 ? words.removeFirst() : name;
      probe = name.equals("0");
      signal = Signal.named(name).orElse(null);
      if (signal == null && !probe) {
        return it.fail(1, "invalid signal specification: " + name);
      }
    }
    words.remove("--");
    int status = 0;
    for (String word : words) {
      if (!word.matches("-?\\d{1,9}")) {
        status = it.fail(1, "Illegal number: " + word);
      } else if (send(it, probe ? null : signal, Integer.parseInt(word)) == 0) {
        status = it.fail(1, "(" + word + ") - No such process");
      }
    }
    return status;
  }

  /** Kills a process, or with a negative number a group; only root may kill what others own. */
  private static int send(Invocation it, @Nullable Signal signal, int target) {
    Predicate<Process> which =
        process -> target > 0 ? process.id() == target : process.group() == -target;
    return it.machine().processes().signal(signal, which.and(process -> mayKill(it, process)));
  }

  private static boolean mayKill(Invocation it, Process process) {
    return it.user().equals("root") || it.user().equals(process.user());
  }

  private static int match(Invocation it, boolean kill) {
    List<String> arguments = new ArrayList<>(it.arguments());
    Signal signal = Signal.TERM;
    for (String argument : it.arguments()) {
      Signal named =
          argument.startsWith("-") ? Signal.named(argument.substring(1)).orElse(null) : null;
      if (named != null) {
        signal = named;
        arguments.remove(argument);
      }
    }
    Flags flags = Flags.parse(arguments, "u", "signal");
    if (flags.operands().isEmpty()) {
      return it.fail(2, "no matching criteria specified");
    }
    Pattern pattern = Pattern.compile(flags.operands().getFirst());
    Predicate<Process> which =
        process -> {
          String text = flags.has("f") ? process.command() : program(process);
          boolean named =
              flags.has("x") ? pattern.matcher(text).matches() : pattern.matcher(text).find();
          return named
              && process.session() != it.process().session()
              && process.id() != it.process().id();
        };
    if (!kill) {
      it.machine().processes().all().stream()
          .filter(which)
          .forEach(process -> it.println(String.valueOf(process.id())));
    }
    Predicate<Process> allowed = which.and(process -> mayKill(it, process));
    return it.machine().processes().signal(kill ? signal : null, kill ? allowed : which) > 0
        ? 0
        : 1;
  }

  /** The name that ps shows: the first word without its folder. */
  private static String program(Process process) {
    return process
        .command()
        .replaceFirst(" .*", "")
        .replaceFirst("^.*/", "")
        .replaceFirst(":$", "");
  }

  private static int id(Invocation it) {
    boolean root = it.user().equals("root");
    String number = root ? "0" : "1000";
    if (it.arguments().contains("-u") && !it.arguments().contains("-n")) {
      return say(it, number);
    }
    if (it.arguments().stream().anyMatch(a -> a.startsWith("-"))) {
      return say(it, it.user());
    }
    return say(
        it,
        String.format(
            "uid=%s(%s) gid=%s(%s) groups=%s(%s)",
            number, it.user(), number, it.user(), number, it.user()));
  }

  private static int system(Invocation it) {
    String name = it.machine().name();
    return say(
        it,
        it.arguments().contains("-a")
            ? "Linux " + name + " 6.1.0-practice #1 SMP x86_64 GNU/Linux"
            : it.arguments().contains("-n")
                ? name
                : it.arguments().contains("-r") ? "6.1.0-practice" : "Linux");
  }

  private static int sudo(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "u", "user", "g", "p");
    String user = flags.value("u", "user").orElse("root");
    List<String> command = new ArrayList<>(flags.operands());
    Map<String, String> environment = new TreeMap<>(it.context().environment());
    if (!flags.has("E")) {
      environment.keySet().removeIf(name -> name.startsWith("TOBAN_"));
    }
    while (!command.isEmpty() && command.getFirst().matches("[A-Za-z_]\\w*=(?s:.*)")) {
      String[] parts = command.removeFirst().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    if (command.isEmpty()) {
      return flags.has("v", "l") ? 0 : it.fail(1, "a command is needed");
    }
    if (it.machine().program(command.getFirst()) == null && !command.getFirst().contains("/")) {
      return it.fail(1, command.getFirst() + ": command not found");
    }
    return it.with(new Invocation.Context(user, it.context().directory(), environment))
        .call(command);
  }

  private static int xargs(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "n", "I", "P", "d");
    List<String> command =
        new ArrayList<>(flags.operands().isEmpty() ? List.of("echo") : flags.operands());
    String input = new String(it.input(), java.nio.charset.StandardCharsets.UTF_8).strip();
    List<String> items =
        input.isEmpty() ? List.of() : List.of(input.split(flags.has("0") ? "\0" : "\\s+"));
    if (items.isEmpty() && flags.has("r")) {
      return 0;
    }
    command.addAll(items);
    return it.call(command);
  }
}
