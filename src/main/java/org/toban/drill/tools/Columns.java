package org.toban.drill.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.toban.drill.shell.Invocation;

/** Commands that order, choose and change what lines are made of. */
final class Columns {

  private Columns() {}

  private static List<String> lines(Invocation it, List<String> files) {
    List<String> lines = new ArrayList<>();
    Lines.each(it, files, lines::add);
    return lines;
  }

  static int sort(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "k", "t", "o", "key", "field-separator");
    List<String> lines = lines(it, flags.operands());
    int field = Integer.parseInt(flags.value("k", "key").orElse("1").replaceFirst("\\D.*", "")) - 1;
    String separator = flags.value("t").map(Pattern::quote).orElse("\\s+");
    boolean human = flags.has("h") || flags.value("k").orElse("").contains("h");
    boolean numeric = human || flags.has("n") || flags.value("k").orElse("").contains("n");
    Comparator<String> order =
        Comparator.comparing(
            (String line) -> {
              String[] parts = line.strip().split(separator);
              return field < parts.length ? parts[field] : "";
            },
            numeric ? Comparator.comparingDouble(Sizes::parse) : Comparator.naturalOrder());
    order =
        field == 0 && !numeric
            ? Comparator.naturalOrder()
            : order.thenComparing(Comparator.naturalOrder());
    lines.sort(
        flags.has("r") || flags.value("k").orElse("").contains("r") ? order.reversed() : order);
    Set<String> seen = new HashSet<>();
    lines.stream().filter(line -> !flags.has("u") || seen.add(line)).forEach(it::println);
    return 0;
  }

  static int unique(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    Deque<String> run = new ArrayDeque<>();
    for (String line : lines(it, flags.operands())) {
      if (!run.isEmpty() && !run.getLast().equals(line)) {
        unique(it, run, flags.has("c"));
      }
      run.add(line);
    }
    unique(it, run, flags.has("c"));
    return 0;
  }

  private static void unique(Invocation it, Deque<String> run, boolean counted) {
    if (!run.isEmpty()) {
      it.println((counted ? String.format("%7d ", run.size()) : "") + run.getFirst());
    }
    run.clear();
  }

  static int cut(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "d", "f", "c", "delimiter", "fields");
    String delimiter = flags.value("d", "delimiter").orElse("\t");
    boolean characters = flags.has("c");
    String ranges = flags.value("f", "fields", "c").orElse("1");
    return Lines.each(
        it,
        flags.operands(),
        line -> {
          String[] parts = line.split(characters ? "" : Pattern.quote(delimiter), -1);
          List<String> chosen = new ArrayList<>();
          for (int i = 0; i < parts.length; i++) {
            if (inRanges(i + 1, ranges)) {
              chosen.add(parts[i]);
            }
          }
          it.println(String.join(characters ? "" : delimiter, chosen));
        });
  }

  private static boolean inRanges(int number, String ranges) {
    for (String range : ranges.split(",")) {
      String[] ends = range.split("-", 2);
      int from = ends[0].isEmpty() ? 1 : Integer.parseInt(ends[0]);
      int to =
          ends.length == 1
              ? from
              : ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
      if (number >= from && number <= to) {
        return true;
      }
    }
    return false;
  }

  static int translate(Invocation it) {
    Flags flags = Flags.leading(it.arguments());
    List<String> sets = flags.operands();
    String from = characters(sets.getFirst());
    String to = sets.size() > 1 ? characters(sets.get(1)) : "";
    boolean complement = flags.has("c", "C", "complement");
    boolean delete = flags.has("d", "delete");
    boolean squeeze = flags.has("s", "squeeze-repeats");
    StringBuilder out = new StringBuilder();
    for (char c : new String(it.input(), StandardCharsets.UTF_8).toCharArray()) {
      int index = from.indexOf(c);
      boolean chosen = (index >= 0) != complement;
      if (chosen && delete) {
        continue;
      }
      boolean replaced = chosen && !to.isEmpty();
      char result =
          replaced ? to.charAt(Math.min(complement ? to.length() - 1 : index, to.length() - 1)) : c;
      boolean repeated = !out.isEmpty() && out.charAt(out.length() - 1) == result;
      if (!(squeeze && chosen && repeated)) {
        out.append(result);
      }
    }
    it.print(out.toString());
    return 0;
  }

  /** A set of {@code tr}: ranges, classes and escapes written out. */
  private static String characters(String set) {
    String plain =
        set.replace("[:digit:]", "0-9")
            .replace("[:lower:]", "a-z")
            .replace("[:upper:]", "A-Z")
            .replace("[:alpha:]", "A-Za-z")
            .replace("[:alnum:]", "A-Za-z0-9")
            .replace("[:space:]", " \t\n\r\f")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\0", "\0");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      boolean range = i + 2 < plain.length() && plain.charAt(i + 1) == '-';
      for (char c = plain.charAt(i); c <= (range ? plain.charAt(i + 2) : plain.charAt(i)); c++) {
        all.append(c);
      }
      i += range ? 2 : 0;
    }
    return all.toString();
  }
}
