package org.toban.runbook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.terminal.Programs;
import org.toban.runbook.terminal.Prompts;

/**
 * A block of code: its language and its attributes, which stand in braces after the language, as
 * JSON or as {@code { name=restart timeout=30s sudo auto }}.
 *
 * @param attributes by name; the value of a bare word is {@code true}
 * @param line of the opening fence (or of the text, without one), counted from 1
 * @param first the line of the text
 */
record Fence(String language, Map<String, String> attributes, String literal, int line, int first) {
  static final Set<String> KNOWN =
      Set.of(
          "name",
          "timeout",
          "host",
          "hosts",
          "share",
          "sudo",
          "auto",
          "confirm",
          "approve",
          "expect",
          "contains",
          "poll",
          "until",
          "source",
          "threshold",
          "unit",
          "evidence");

  /** Languages of what was copied from a terminal. */
  private static final Set<String> SESSIONS =
      Set.of("console", "shell-session", "sh-session", "shellsession", "terminal", "session");

  private static final Set<String> OTHERS =
      Set.of("powershell", "pwsh", "ps1", "posh", "cmd", "bat", "batch");

  private static final Set<String> SHELLS =
      Set.of("bash", "sh", "shell", "posix", "ksh", "dash", "zsh");

  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m(?!s))?(?:(\\d{1,6})s)?(?:(\\d{1,8})ms)?");

  static Fence of(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    int brace = info.indexOf('{');
    String before = (brace < 0 ? info : info.substring(0, brace)).strip();
    String language = before.split("[\\s,]", 2)[0].toLowerCase(Locale.ROOT);
    Map<String, String> attributes = brace < 0 ? Map.of() : new Attributes(info, brace + 1).read();
    return new Fence(language, attributes, block.getLiteral(), Markdown.line(block));
  }

  /** A block whose text begins on the line below its own. */
  Fence(String language, Map<String, String> attributes, String literal, int line) {
    this(language, attributes, literal, line, line + 1);
  }

  /** A block of code, fenced or indented, or a line that is nothing but code; null for the rest. */
  static @Nullable Fence in(Node node) {
    int line = Markdown.line(node);
    return switch (node) {
      case FencedCodeBlock it -> of(it);
      case IndentedCodeBlock it -> new Fence("", Map.of(), it.getLiteral(), line, line);
      case Paragraph it when isCommand(it) ->
          new Fence("", Map.of(), Markdown.text(it) + "\n", line, line);
      default -> null;
    };
  }

  private static boolean isCommand(Paragraph paragraph) {
    return paragraph.getFirstChild() instanceof Code code
        && code.getNext() == null
        && Programs.isCommand(code.getLiteral());
  }

  Prompts prompts() {
    boolean session = SESSIONS.contains(language);
    boolean shell = session || language.isEmpty() || SHELLS.contains(language);
    return shell ? Prompts.of(literal, session) : Prompts.NONE;
  }

  boolean has(String flag) {
    return attributes.getOrDefault(flag, "false").equals("true");
  }

  /** The time limit that the fence states; null when it states none or it cannot be read. */
  @Nullable Duration timeout() {
    String text = attributes.get("timeout");
    return text == null ? null : duration(text);
  }

  /** A positive duration as Prometheus writes it, or plain seconds; null when it is neither. */
  static @Nullable Duration duration(String text) {
    Matcher parts = DURATION.matcher(text.matches("\\d{1,6}") ? text + "s" : text);
    if (text.isEmpty() || !parts.matches()) {
      return null;
    }
    Duration sum =
        Duration.ofHours(number(parts.group(1)))
            .plusMinutes(number(parts.group(2)))
            .plusSeconds(number(parts.group(3)))
            .plusMillis(number(parts.group(4)));
    return sum.isZero() ? null : sum;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  Step.Kind kind() {
    if (isShell()) {
      boolean prompted = prompts().any();
      boolean shell = prompted || !foreign();
      boolean commands = prompted || !language.isEmpty() || Programs.commands(literal);
      return shell && commands && !elsewhere() ? Step.Kind.SHELL : Step.Kind.OTHER;
    }
    return switch (language) {
      case "http" -> Step.Kind.HTTP;
      case "promql", "logql", "lucene" -> Step.Kind.QUERY;
      default -> Step.Kind.OTHER;
    };
  }

  /**
   * Whether some of it was typed in another shell than the rest, so that it cannot run as one
   * script. What a writer marks as a script, without prompts, is one.
   */
  boolean elsewhere() {
    Prompts prompts = prompts();
    boolean guessed = prompts.any() || language.isEmpty();
    return guessed && (prompts.several(literal) || Transcript.leaves(Script.typed(this, prompts)));
  }

  /** Whether its first line is a command, perhaps behind a {@code #}. */
  boolean mayBeCommands() {
    return literal
        .lines()
        .filter(it -> !it.isBlank())
        .findFirst()
        .filter(it -> Programs.isCommand(it.strip().replaceFirst("^# ", "")))
        .isPresent();
  }

  /** Whether its language says shell, or says nothing. */
  boolean isShell() {
    return language.isEmpty() || SHELLS.contains(language) || SESSIONS.contains(language);
  }

  /** Whether it is for another interpreter than the shell. */
  boolean foreign() {
    return OTHERS.contains(language) || (!prompts().any() && Prompts.foreign(literal));
  }

  /** Reads both styles of attributes: colons and commas of JSON are just separators here. */
  private static final class Attributes {
    private static final String QUOTES = "\"'";
    private static final List<Character> SEPARATORS = List.of('=', ':');

    private final String info;
    private int at;

    Attributes(String info, int at) {
      this.info = info;
      this.at = at;
    }

    Map<String, String> read() {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (String name = word(); !name.isEmpty(); name = word()) {
        String value = "true";
        skipSpaces();
        if (at < info.length() && SEPARATORS.contains(info.charAt(at))) {
          at++;
          value = word();
        }
        attributes.put(name, value);
      }
      return attributes;
    }

    private void skipSpaces() {
      while (at < info.length()
          && (Character.isWhitespace(info.charAt(at)) || info.charAt(at) == ',')) {
        at++;
      }
    }

    private String word() {
      skipSpaces();
      boolean quoted = at < info.length() && QUOTES.indexOf(info.charAt(at)) >= 0;
      return quoted ? quoted(info.charAt(at)) : bare();
    }

    private String bare() {
      int from = at;
      while (at < info.length() && " \t,={}:\"'".indexOf(info.charAt(at)) < 0) {
        at++;
      }
      return info.substring(from, at);
    }

    /** Between single marks double ones may stand; a backslash Markdown takes for itself. */
    private String quoted(char mark) {
      StringBuilder word = new StringBuilder();
      at++;
      while (at < info.length() && info.charAt(at) != mark) {
        if (info.charAt(at) == '\\' && at + 1 < info.length()) {
          at++;
        }
        word.append(info.charAt(at++));
      }
      at = Math.min(at + 1, info.length());
      return word.toString();
    }
  }
}
