package org.toban.drill.tools;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Invocation;

/** Commands that tell of files: {@code ls}, {@code du}, {@code stat}. */
final class Listing {

  private static final DateTimeFormatter LISTED =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Listing() {}

  static int list(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    List<String> operands = flags.operands().isEmpty() ? List.of(".") : flags.operands();
    int status = 0;
    for (String operand : operands) {
      String path = it.path(operand);
      if (!it.files().exists(path)) {
        status = it.fail(2, "cannot access '" + operand + "': No such file or directory");
        continue;
      }
      boolean folder = it.files().isDirectory(path) && !flags.has("d");
      List<FileTree.Facts> shown =
          new ArrayList<>(folder ? it.files().list(path) : List.of(it.files().facts(path)));
      shown.removeIf(facts -> folder && facts.name().startsWith(".") && !flags.has("a", "A"));
      shown.sort(order(flags));
      if (folder && flags.has("l")) {
        it.println("total " + it.files().weight(path) / 1024);
      }
      shown.forEach(facts -> it.println(line(flags, facts, folder ? facts.name() : operand)));
    }
    return status;
  }

  private static Comparator<FileTree.Facts> order(Flags flags) {
    Comparator<FileTree.Facts> order =
        flags.has("S")
            ? Comparator.comparingLong(FileTree.Facts::size).reversed()
            : flags.has("t")
                ? Comparator.comparing(FileTree.Facts::modified).reversed()
                : Comparator.comparing(FileTree.Facts::name);
    return flags.has("r") ? order.reversed() : order;
  }

  private static String line(Flags flags, FileTree.Facts facts, String name) {
    if (!flags.has("l")) {
      return name;
    }
    String size = flags.has("h") ? Sizes.human(facts.size()) : String.valueOf(facts.size());
    return String.format(
        "%s 1 %-8s %-8s %8s %s %s",
        mode(facts), facts.owner(), facts.owner(), size, LISTED.format(facts.modified()), name);
  }

  private static String mode(FileTree.Facts facts) {
    StringBuilder mode = new StringBuilder(facts.directory() ? "d" : "-");
    for (int bit = 8; bit >= 0; bit--) {
      mode.append((facts.mode() >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    return mode.toString();
  }

  static int diskUse(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "max-depth", "d");
    List<String> operands = flags.operands().isEmpty() ? List.of(".") : flags.operands();
    int depth = Integer.parseInt(flags.value("max-depth", "d").orElse(flags.has("s") ? "0" : "99"));
    int status = 0;
    for (String operand : operands) {
      String path = it.path(operand);
      if (!it.files().exists(path)) {
        status = it.fail(1, "cannot access '" + operand + "': No such file or directory");
        continue;
      }
      for (FileTree.Facts facts : it.files().below(path)) {
        String below = facts.path().substring(path.length());
        if (facts.directory() && below.chars().filter(c -> c == '/').count() <= depth) {
          use(it, flags, facts.path(), operand + below);
        }
      }
      use(it, flags, path, operand);
    }
    return status;
  }

  private static void use(Invocation it, Flags flags, String path, String shown) {
    long bytes = it.files().weight(path) + 4096;
    it.println(
        (flags.has("h")
                ? Sizes.human(bytes)
                : String.valueOf(
                    flags.has("b") ? bytes : flags.has("m") ? bytes >> 20 : bytes >> 10))
            + "\t"
            + shown);
  }

  static int stat(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "c", "format");
    for (String operand : flags.operands()) {
      if (!it.files().exists(it.path(operand))) {
        return it.fail(1, "cannot statx '" + operand + "': No such file or directory");
      }
      FileTree.Facts facts = it.files().facts(it.path(operand));
      String format =
          flags
              .value("c", "format")
              .orElse("  File: %n\n  Size: %s\t%F\nAccess: %A  Uid: %U\nModify: %y");
      it.println(
          format
              .replace("%n", operand)
              .replace("%s", String.valueOf(facts.size()))
              .replace("%Y", String.valueOf(facts.modified().getEpochSecond()))
              .replace("%y", facts.modified().toString())
              .replace("%U", facts.owner())
              .replace("%a", Integer.toOctalString(facts.mode()))
              .replace("%A", mode(facts))
              .replace("%F", facts.directory() ? "directory" : "regular file"));
    }
    return 0;
  }
}
