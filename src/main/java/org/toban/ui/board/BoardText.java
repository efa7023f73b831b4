package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Column;

/**
 * Lines of the board as plain text, for a chat or a ticket: columns aligned for letters of equal
 * width, in which Japanese ones are two wide. All text from outside has been made harmless before,
 * so no line of it can look like two.
 */
public final class BoardText {
  private static final String GAP = "  ";

  private BoardText() {}

  /** The headings, and a line for each entry; the chosen columns, whether they have room or not. */
  public static String of(
      List<BoardLine.Entry> entries, Set<Column> columns, Times times, Instant now) {
    List<List<String>> table = new ArrayList<>();
    table.add(headings(columns, times.words()));
    entries.forEach(entry -> table.add(cells(entry, columns, times, now)));
    int[] widths = new int[table.getFirst().size()];
    for (List<String> row : table) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - width(row.get(i))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static List<String> headings(Set<Column> columns, Words words) {
    List<String> cells = new ArrayList<>();
    cells.add(words.get("column.severity"));
    cells.add(words.get("column.alert"));
    for (Column column : columns) {
      if (column != Column.DAY) {
        cells.add(words.of("column", column));
      }
    }
    return cells;
  }

  private static List<String> cells(
      BoardLine.Entry entry, Set<Column> columns, Times times, Instant now) {
    List<String> cells = new ArrayList<>();
    cells.add(times.words().severity(entry.severity()));
    cells.add((entry.name() + " " + entry.chip()).strip());
    for (Column column : columns) {
      if (column != Column.DAY) {
        cells.add(
            switch (column) {
              case TARGET -> entry.target();
              case DUE -> DueText.of(Due.of(entry.incident(), now), times).text();
              case PHASE -> times.words().of("status", entry.status());
              case OWNER -> entry.owner();
              case ACKNOWLEDGED -> entry.acknowledgedBy();
              case SOURCE -> entry.sources();
              case AGE -> times.span(Duration.between(entry.since(), now));
              case DAY -> "";
            });
      }
    }
    return cells;
  }

  /** How many Latin letters wide a text stands. */
  private static int width(String text) {
    return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
  }

  /** East Asian letters that are as wide as they are high, and the wide forms of Latin ones. */
  private static boolean isWide(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> point < 0xff61 || point > 0xffdc;
      default -> (point >= 0x3000 && point <= 0x303e) || (point >= 0xff01 && point <= 0xff60);
    };
  }
}
