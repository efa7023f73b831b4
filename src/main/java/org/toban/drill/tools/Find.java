package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Glob;
import org.toban.drill.shell.Invocation;

/** The part of {@code find} that runbooks use; all tests must hold. */
final class Find {
  private Find() {}

  static int run(Invocation it) {
    List<String> arguments = it.arguments();
    int at = 0;
    List<String> roots = new ArrayList<>();
    while (at < arguments.size() && !arguments.get(at).startsWith("-")) {
      roots.add(arguments.get(at++));
    }
    List<String> tests = arguments.subList(at, arguments.size());
    int status = 0;
    for (String root : roots.isEmpty() ? List.of(".") : roots) {
      String path = it.path(root);
      if (!it.files().exists(path)) {
        status = it.fail(1, "‘" + root + "’: No such file or directory");
        continue;
      }
      List<FileTree.Facts> found = new ArrayList<>(List.of(it.files().facts(path)));
      found.addAll(it.files().below(path));
      for (FileTree.Facts facts : found) {
        String error = visit(it, facts, tests, root + facts.path().substring(path.length()));
        if (!error.isEmpty()) {
          return it.fail(1, error);
        }
      }
    }
    return status;
  }

  /** Applies tests and actions in order; a text says what is not known. */
  private static String visit(
      Invocation it, FileTree.Facts facts, List<String> tests, String shown) {
    boolean acted = false;
    for (int i = 0; i < tests.size(); i++) {
      String test = tests.get(i);
      String value = i + 1 < tests.size() ? tests.get(i + 1) : "";
      boolean holds;
      switch (test) {
        case "-xdev", "-mount" -> holds = true;
        case "-print" -> {
          it.println(shown);
          acted = true;
          holds = true;
        }
        case "-delete" -> {
          it.files().remove(facts.path(), it.user());
          acted = true;
          holds = true;
        }
        default -> {
          i++;
          Boolean answer = test(it, facts, test, value);
          if (answer == null) {
            return "unknown predicate `" + test + "'";
          }
          holds = answer;
        }
      }
      if (!holds) {
        return "";
      }
    }
    if (!acted) {
      it.println(shown);
    }
    return "";
  }

  private static @Nullable Boolean test(
      Invocation it, FileTree.Facts facts, String test, String value) {
    return switch (test) {
      case "-name" -> Glob.matches(value, facts.name());
      case "-type" -> value.equals("d") == facts.directory();
      case "-mmin" -> FileTools.aged(facts.modified(), it.machine().clock().instant(), value);
      case "-mtime" ->
          FileTools.aged(facts.modified(), it.machine().clock().instant(), days(value));
      case "-size" -> sized(facts.size(), value);
      case "-maxdepth", "-mindepth", "-user" -> true;
      default -> null;
    };
  }

  private static String days(String value) {
    String sign = value.replaceFirst("\\d+$", "");
    return sign + Long.parseLong(value.substring(sign.length())) * 1440;
  }

  private static boolean sized(long size, String wanted) {
    String number = wanted.replaceAll("[^0-9]", "");
    char unit = wanted.charAt(wanted.length() - 1);
    long bytes =
        switch (unit) {
          case 'c' -> 1;
          case 'k' -> 1024;
          case 'M' -> 1 << 20;
          case 'G' -> 1 << 30;
          default -> 512;
        };
    long units = (size + bytes - 1) / bytes;
    long limit = Long.parseLong(number);
    return wanted.startsWith("+")
        ? units > limit
        : wanted.startsWith("-") ? units < limit : units == limit;
  }
}
