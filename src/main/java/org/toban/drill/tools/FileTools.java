package org.toban.drill.tools;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;

/** Commands on files and folders. */
final class FileTools {
  private FileTools() {}

  static Map<String, Program> programs() {
    return Map.ofEntries(
        Map.entry("ls", Listing::list),
        Map.entry("rm", FileTools::remove),
        Map.entry("rmdir", FileTools::remove),
        Map.entry("mkdir", FileTools::makeDirectories),
        Map.entry("touch", FileTools::touch),
        Map.entry("cp", FileTools::copy),
        Map.entry("mv", FileTools::move),
        Map.entry("find", Find::run),
        Map.entry("du", Listing::diskUse),
        Map.entry("stat", Listing::stat),
        Map.entry("chmod", FileTools::changeMode),
        Map.entry("chown", FileTools::changeOwner),
        Map.entry("mktemp", FileTools::temporary),
        Map.entry("gzip", FileTools::compress));
  }

  private static int remove(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    int status = 0;
    for (String operand : flags.operands()) {
      String path = it.path(operand);
      boolean recursive = flags.has("r", "R", "recursive") || it.name().equals("rmdir");
      if (it.files().isDirectory(path) && !recursive) {
        status = it.fail(1, "cannot remove '" + operand + "': Is a directory");
      } else if (it.files().exists(path) || !flags.has("f", "force")) {
        try {
          it.files().remove(path, it.user());
        } catch (FileProblem e) {
          status = it.fail(1, "cannot remove '" + operand + "': " + e.getMessage());
        }
      }
    }
    return status;
  }

  private static int makeDirectories(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "m", "mode");
    int status = 0;
    for (String operand : flags.operands()) {
      try {
        make(it, it.path(operand), flags.has("p", "parents"));
      } catch (FileProblem e) {
        status = it.fail(1, "cannot create directory ‘" + operand + "’: " + e.getMessage());
      }
    }
    return status;
  }

  private static void make(Invocation it, String path, boolean parents) {
    if (parents && it.files().isDirectory(path)) {
      return;
    }
    if (parents) {
      make(it, path.substring(0, Math.max(1, path.lastIndexOf('/'))), true);
    }
    it.files().makeDirectory(path, it.user());
  }

  private static int touch(Invocation it) {
    Flags.parse(it.arguments(), "d", "t")
        .operands()
        .forEach(file -> it.files().touch(it.path(file), it.user()));
    return 0;
  }

  private static String target(Invocation it, String from, String to) {
    String path = it.path(to);
    return it.files().isDirectory(path) ? path + "/" + from.replaceFirst("^.*/", "") : path;
  }

  private static int copy(Invocation it) {
    List<String> operands = Flags.parse(it.arguments()).operands();
    if (operands.size() < 2) {
      return it.fail(1, "missing file operand");
    }
    for (String from : operands.subList(0, operands.size() - 1)) {
      byte[] bytes = it.content(from);
      it.files().write(target(it, from, operands.getLast()), bytes, false, it.user());
    }
    return 0;
  }

  private static int move(Invocation it) {
    List<String> operands = Flags.parse(it.arguments()).operands();
    if (operands.size() < 2) {
      return it.fail(1, "missing file operand");
    }
    for (String from : operands.subList(0, operands.size() - 1)) {
      it.files().rename(it.path(from), target(it, from, operands.getLast()), it.user());
    }
    return 0;
  }

  private static int changeMode(Invocation it) {
    List<String> operands = Flags.leading(it.arguments(), "").operands();
    for (String file : operands.subList(1, operands.size())) {
      FileTree.Facts facts = it.files().facts(it.path(file));
      String mode = operands.getFirst();
      int bits =
          mode.matches("[0-7]+")
              ? Integer.parseInt(mode, 8)
              : mode.endsWith("+x") ? facts.mode() | 0111 : facts.mode();
      it.files().own(facts.path(), facts.owner(), bits);
    }
    return 0;
  }

  private static int changeOwner(Invocation it) {
    List<String> operands = Flags.parse(it.arguments()).operands();
    for (String file : operands.subList(1, operands.size())) {
      FileTree.Facts facts = it.files().facts(it.path(file));
      it.files().own(facts.path(), operands.getFirst().replaceFirst(":.*", ""), facts.mode());
    }
    return 0;
  }

  private static int temporary(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "p");
    String template =
        flags.operands().isEmpty() ? "/tmp/tmp.XXXXXXXX" : flags.operands().getFirst();
    String path =
        it.path(
            template.replaceFirst(
                "X+$", String.format("%08x", it.process().id() * 2654435761L & 0xffffffffL)));
    if (flags.has("d")) {
      it.files().makeDirectory(path, it.user());
    } else {
      it.files().write(path, new byte[0], false, it.user());
    }
    it.println(path);
    return 0;
  }

  private static int compress(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    for (String file : flags.operands()) {
      String path = it.path(file);
      long pretended = it.files().pretended(path);
      it.files().rename(path, path + ".gz", it.user());
      it.files().pretend(path + ".gz", pretended / 20);
    }
    return 0;
  }

  /** Whether a file's age in minutes is below, above or equal to what {@code -mmin} says. */
  static boolean aged(Instant modified, Instant now, String wanted) {
    long minutes = java.time.Duration.between(modified, now).toMinutes();
    long number = Long.parseLong(wanted.replaceFirst("^[-+]", ""));
    return wanted.startsWith("-")
        ? minutes < number
        : wanted.startsWith("+") ? minutes > number : minutes == number;
  }
}
