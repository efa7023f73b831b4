package org.toban.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.toban.runbook.terminal.Prompts;

/**
 * The commands of one step, as the fence has them.
 *
 * @param lines with the number of each in the file, counted from 1
 */
record Script(List<Line> lines) {

  /** A line of a script and where it stands in the file. */
  record Line(String text, int number) {
    boolean blank() {
      return text.isBlank();
    }

    boolean comment() {
      return text.startsWith("#") && !text.startsWith("#!");
    }
  }

  /** What makes a later line depend on an earlier one, so that a block must not be divided. */
  private static final Pattern TIES_LINES =
      Pattern.compile(
          "(?:if|for|while|until|case|select|function|then|else|elif|fi|do|done|esac|cd|export|set|source|trap"
              + "|read|exec|alias|umask|local|shopt)\\b.*|\\. .*|[{}()].*|[A-Za-z_]\\w*(?:=|\\(\\)).*"
              + "|.*(?:\\\\|\\{|\\(|\\||&&|<<.*)",
          Pattern.DOTALL);

  /** The script of a whole fence, prompts removed, blank lines at both ends left out. */
  static Script of(Fence fence) {
    boolean shell = fence.kind() == Step.Kind.SHELL;
    return typed(fence, shell ? fence.prompts() : Prompts.NONE);
  }

  /** What a person typed, by the prompts. */
  static Script typed(Fence fence, Prompts prompts) {
    List<Line> lines = new ArrayList<>();
    String[] texts = fence.literal().split("\n", -1);
    for (int i = 0; i < texts.length; i++) {
      lines.add(new Line(texts[i], fence.first() + i));
    }
    return new Script(trimmed(prompts.any() ? Transcript.typed(lines, prompts) : lines));
  }

  /** How many lines of a fence with prompts were taken for output. */
  static long outputLines(Fence fence) {
    Prompts prompts = fence.prompts();
    long all =
        fence.literal().lines().filter(line -> !line.isBlank() && !isBare(prompts, line)).count();
    return all - of(fence).lines.stream().filter(line -> !line.blank()).count();
  }

  private static boolean isBare(Prompts prompts, String line) {
    String typed = prompts.typed(line);
    return typed != null && typed.isBlank();
  }

  private static List<Line> trimmed(List<Line> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).blank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).blank()) {
      to--;
    }
    return List.copyOf(lines.subList(from, to));
  }

  /**
   * The parts of this script that stand alone: blank lines part them, and each has its own comment
   * above its commands. This script itself when a part needs another (a variable, a directory, a
   * loop), because dividing it would change what it does.
   */
  List<Script> divided() {
    List<Script> parts = new ArrayList<>();
    List<Line> part = new ArrayList<>();
    for (Line line : lines) {
      if (!line.blank()) {
        part.add(line);
      } else if (!part.isEmpty()) {
        parts.add(new Script(List.copyOf(part)));
        part.clear();
      }
    }
    parts.add(new Script(List.copyOf(part)));
    return parts.stream().allMatch(Script::standsAlone) ? List.copyOf(parts) : List.of(this);
  }

  private boolean standsAlone() {
    List<Line> commands = lines.stream().filter(line -> !line.comment()).toList();
    return !commands.isEmpty()
        && lines.getFirst().comment()
        && commands.stream().noneMatch(line -> TIES_LINES.matcher(line.text.strip()).matches())
        && ShellScan.of(this).complete();
  }

  boolean empty() {
    return lines.stream().allMatch(line -> line.blank() || line.comment());
  }

  /** The comment above the first command, else what stands above the block, else that command. */
  String title(String above) {
    List<String> comment = new ArrayList<>();
    for (Line line : lines) {
      if (!line.comment()) {
        String first = line.text.strip().replaceFirst("\\s+\\\\$", "");
        return !comment.isEmpty() ? String.join(" ", comment) : above.isBlank() ? first : above;
      }
      comment.add(line.text.replaceFirst("^#+\\s*", "").strip());
    }
    return String.join(" ", comment);
  }

  /** The line of the file that it begins on. */
  int line() {
    return lines.getFirst().number;
  }

  String text() {
    return String.join("\n", lines.stream().map(Line::text).toList());
  }

  /** The SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
