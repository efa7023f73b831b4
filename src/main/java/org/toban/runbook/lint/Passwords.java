package org.toban.runbook.lint;

import java.util.List;

/** Passwords that a command is given in plain sight. */
final class Passwords {
  private Passwords() {}

  static boolean isGiven(Invocation run) {
    return switch (run.program()) {
      case "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump" ->
          run.arguments().stream()
              .anyMatch(it -> it.startsWith("-p") && it.length() > 2 && isPlain(it.substring(2)));
      case "sshpass", "mongo", "mongosh", "mongodump" -> after(run, "-p");
      case "docker", "podman" -> run.does("login") && after(run, "-p");
      case "redis-cli" -> after(run, "-a");
      case "ldapsearch", "ldapmodify" -> after(run, "-w");
      case "curl" -> user(run.arguments());
      default -> false;
    };
  }

  private static boolean after(Invocation run, String option) {
    int at = run.arguments().indexOf(option);
    return at >= 0 && at + 1 < run.arguments().size() && isPlain(run.arguments().get(at + 1));
  }

  private static boolean user(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      String value = arguments.get(i + 1);
      int colon = value.indexOf(':');
      boolean option = arguments.get(i).equals("-u") || arguments.get(i).equals("--user");
      if (option && colon > 0 && isPlain(value.substring(colon + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(String value) {
    return value.length() >= 3 && !Examples.isExample(value);
  }
}
