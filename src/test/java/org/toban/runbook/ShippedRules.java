package org.toban.runbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.lint.RuleRef;

/** The shipped rules, read line by line as they are laid out. */
final class ShippedRules {
  static final Path FOLDER = Path.of("assets", "prometheus");

  private ShippedRules() {}

  static List<RuleRef> read() {
    List<RuleRef> rules = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(FOLDER.resolve("rules.yml"));
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.startsWith("- alert: ")) {
          rules.add(
              new RuleRef(
                  line.substring("- alert: ".length()), null, null, new Place("rules.yml", i + 1)));
        } else if (line.startsWith("severity: ")) {
          change(rules, rules.getLast().runbookUrl(), line.substring("severity: ".length()));
        } else if (line.startsWith("runbook_url: ")) {
          change(rules, line.substring("runbook_url: ".length()), rules.getLast().severity());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  private static void change(List<RuleRef> rules, @Nullable String url, @Nullable String severity) {
    RuleRef last = rules.removeLast();
    rules.add(new RuleRef(last.alert(), url, severity, last.place()));
  }
}
