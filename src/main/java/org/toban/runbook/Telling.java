package org.toban.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;

/** The text of a runbook besides its commands: the overview, and what each stage tells. */
final class Telling {
  /** Marks of site generators around their boxes; their words stay. */
  private static final Pattern BOX =
      Pattern.compile(
          "^\\s{0,9}(?:\\[!(\\w{1,20})\\]|:::+\\s{0,9}(\\w{0,20})|[!?]{3}\\+?\\s{1,9}(\\w{1,20})"
              + "|\\{\\{[<%] ?(?:hint|notice|alert|callout|admonition) (?:type=)?\"?(\\w{1,20})[^}]{0,200}[%>]\\}\\}"
              + "|\\{\\{[<%][^}]{0,200}[%>]\\}\\})");

  private final List<String> prose = new ArrayList<>();
  private final Map<Run.Stage, List<String>> guidance = new EnumMap<>(Run.Stage.class);

  void add(@Nullable Topic topic, String markdown) {
    String text = plain(markdown);
    Run.Stage stage = topic == null ? null : topic.stage();
    if (text.isBlank()) {
      return;
    }
    if (stage == null) {
      prose.add(text);
    } else {
      guidance.computeIfAbsent(stage, it -> new ArrayList<>()).add(text);
    }
  }

  /** Without the marks of boxes such as {@code [!WARNING]}, whose kind is written out. */
  private static String plain(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean indented = markdown.startsWith("!!!") || markdown.startsWith("???");
    for (String line : markdown.split("\n", -1)) {
      Matcher box = BOX.matcher(line);
      if (!box.find()) {
        lines.add(indented ? line.strip() : line);
        continue;
      }
      String kind = "";
      for (int i = 1; i <= box.groupCount(); i++) {
        kind = box.group(i) == null ? kind : box.group(i);
      }
      String rest = line.substring(box.end()).strip();
      if (!kind.isEmpty()) {
        lines.add("**" + kind.toUpperCase(Locale.ROOT) + "** " + rest);
      } else if (!rest.isEmpty()) {
        lines.add(rest);
      }
    }
    return String.join("\n", lines).strip();
  }

  String prose() {
    return String.join("\n\n", prose);
  }

  Map<Run.Stage, String> guidance() {
    Map<Run.Stage, String> told = new EnumMap<>(Run.Stage.class);
    guidance.forEach((stage, texts) -> told.put(stage, String.join("\n\n", texts)));
    return told;
  }
}
