package org.toban.config.edit;

import java.util.List;
import java.util.Random;

/** Files as people write them, by chance: every style, comments anywhere, either line end. */
final class Written {
  private static final String[] WORDS = {
    "15s",
    "http://am-1:9093",
    "'web-1(:[0-9]+)?'",
    "\"a \\\"b\\\" \\t c\"",
    "当番",
    "'it''s'",
    "80",
    "true",
    "db-*",
    "'{app=\"x\"} |~ \"E|C\"'",
    "plain words here",
    "𠮷野家",
    "''",
    "Mo-Fr 09:00-18:00"
  };
  private static final String[] VALUES = {
    "1m", "a: b", "# no comment", "- item", "[x]", "'", "\"", "null", "日本語 です", "x #y", "tail ",
    "a\nb\n", "\u0007bell", "*star", "&and", "C:\\x", "{{label}}", "~", "@at", "𠮷", "key:",
        "two, words",
    "\u2028", "!tag", "%", "`", "| pipe", "> more", "0x1F", ": colon", "?", "---", "..."
  };

  private final Random random;
  private final String end;
  private final StringBuilder text = new StringBuilder();
  private int names;

  Written(Random random) {
    this.random = random;
    this.end = random.nextInt(4) == 0 ? "\r\n" : "\n";
  }

  String file() {
    if (random.nextInt(4) == 0) {
      text.append("# file").append(end);
    }
    if (random.nextInt(6) == 0) {
      text.append("---").append(end);
    }
    section(0, 3, false);
    String all = text.toString();
    return random.nextInt(4) == 0 && !all.endsWith("+" + end) ? all.stripTrailing() : all;
  }

  static Tree value(Random random, Tree there) {
    Tree word = new Tree.Word(VALUES[random.nextInt(VALUES.length)]);
    return switch (there) {
      case Tree.Items it
          when it.all().stream().allMatch(Tree.Word.class::isInstance) && random.nextBoolean() ->
          Tree.words(List.of("a", "b, c", "当番"));
      case Tree.Word _ when random.nextInt(4) == 0 -> Tree.words(List.of("x", "y"));
      case Tree.Word _ -> word;
      case Tree.Items it -> it;
      case Tree.Fields it -> it;
    };
  }

  private void section(int indent, int depth, boolean behindDash) {
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      if (i > 0 || !behindDash) {
        comments(indent);
        text.append(" ".repeat(indent));
      }
      text.append("k").append(names++).append(':');
      value(indent, depth - 1);
    }
  }

  private void comments(int indent) {
    if (random.nextInt(4) == 0) {
      text.append(end);
    }
    if (random.nextInt(4) == 0) {
      text.append(" ".repeat(indent)).append("# about").append(end);
    }
  }

  private void value(int indent, int depth) {
    switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0, 1 -> text.append(' ').append(word()).append(line());
      case 2 -> text.append(' ').append(flow(2)).append(line());
      case 3 -> block(indent);
      case 4, 5 -> {
        text.append(line());
        section(indent + 2, depth, false);
      }
      case 6 -> {
        text.append(line());
        list(indent + random.nextInt(2) * 2, depth);
      }
      default -> {
        text.append(line());
        list(indent + 2, depth);
      }
    }
  }

  private void list(int indent, int depth) {
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      if (i > 0) {
        comments(indent);
      }
      text.append(" ".repeat(indent)).append("- ");
      if (random.nextBoolean()) {
        text.append(random.nextBoolean() ? word() : flow(1)).append(line());
      } else {
        section(indent + 2, depth, true);
      }
    }
  }

  private void block(int indent) {
    String pad = " ".repeat(indent + 2);
    String[] headers = {"|", ">", "|-", ">-"};
    text.append(' ').append(headers[random.nextInt(4)]).append(end);
    text.append(pad).append("one # two").append(end).append(end);
    text.append(pad).append("三: [").append(end);
  }

  private String flow(int depth) {
    boolean lines = random.nextInt(4) == 0;
    String gap = lines ? "," + end + "            " : ", ";
    int many = random.nextInt(4);
    StringBuilder flow = new StringBuilder();
    boolean braces = random.nextBoolean();
    for (int i = 0; i < many; i++) {
      flow.append(i == 0 ? "" : gap).append(braces ? "f" + names++ + ": " : "");
      flow.append(
          depth > 1 && random.nextInt(3) == 0 ? flow(1) : word().replaceAll("^plain.*", "p"));
    }
    return (braces ? "{" : "[")
        + flow
        + (many > 0 && random.nextInt(5) == 0 ? "," : "")
        + (braces ? "}" : "]");
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private String line() {
    return (random.nextInt(4) == 0 ? "   # why" : "") + end;
  }
}
