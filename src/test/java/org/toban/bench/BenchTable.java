package org.toban.bench;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One table of measured figures.
 *
 * @param note what was measured and how to read it, one or two sentences
 */
public record BenchTable(String title, String note, List<String> header, List<List<String>> rows)
    implements Serializable {
  public BenchTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(title + ": " + row + " does not fit " + header);
      }
    }
  }

  /** The table in Markdown with aligned columns: the first to the left, figures to the right. */
  public String toMarkdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## " + title);
    lines.add("");
    if (!note.isBlank()) {
      lines.add(note);
      lines.add("");
    }
    lines.add(line(header));
    lines.add("| --- |" + " ---: |".repeat(header.size() - 1));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
