package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.toban.drill.shell.Invocation;
import org.toban.drill.tools.Flags;

/** {@code journalctl} of one host. */
final class JournalReader {
  private static final Pattern AGO =
      Pattern.compile("-(\\d+)(s|sec|m|min|h|d)\\w*|(\\d+) (s|m|h|d)\\w* ago");
  private static final String JOURNAL = "/var/log/journal/system.journal";

  private final Host host;

  JournalReader(Host host) {
    this.host = host;
  }

  int run(Invocation it) {
    Flags flags =
        Flags.parse(
            it.arguments(),
            "u",
            "unit",
            "n",
            "lines",
            "p",
            "priority",
            "since",
            "S",
            "until",
            "o",
            "output",
            "g",
            "grep",
            "t");
    if (flags.value("vacuum-size").isPresent() || flags.value("vacuum-time").isPresent()) {
      return vacuum(it, flags.value("vacuum-size").orElse("500M"));
    }
    List<Journal.Entry> entries = matching(flags);
    int most =
        flags.has("n", "lines")
            ? lines(flags.value("n", "lines").orElse("10"))
            : flags.has("f", "follow") ? 10 : Integer.MAX_VALUE;
    List<Journal.Entry> shown = entries.subList(Math.max(0, entries.size() - most), entries.size());
    if (shown.isEmpty()) {
      it.println("-- No entries --");
    }
    shown.forEach(entry -> print(it, flags, entry));
    return flags.has("f", "follow") ? follow(it, flags, entries.size()) : 0;
  }

  private static int lines(String number) {
    return number.matches("\\d+") ? Integer.parseInt(number) : 10;
  }

  private void print(Invocation it, Flags flags, Journal.Entry entry) {
    it.println(
        flags.value("o", "output").orElse("").equals("cat")
            ? entry.message()
            : entry.line(host.name()));
  }

  private int follow(Invocation it, Flags flags, int before) {
    int seen = before;
    while (true) {
      it.process().glance();
      List<Journal.Entry> now = matching(flags);
      now.subList(Math.min(seen, now.size()), now.size()).forEach(entry -> print(it, flags, entry));
      seen = now.size();
    }
  }

  private List<Journal.Entry> matching(Flags flags) {
    List<String> units =
        flags.all("u", "unit").stream().map(name -> name.replaceFirst("\\.service$", "")).toList();
    int priority = priority(flags.value("p", "priority").orElse("7"));
    Instant since = flags.value("since", "S").map(this::instant).orElse(Instant.MIN);
    return host.journal().entries().stream()
        .filter(entry -> units.isEmpty() || units.contains(entry.unit()))
        .filter(entry -> !flags.has("k", "dmesg") || entry.unit().equals("kernel"))
        .filter(entry -> entry.priority().number <= priority)
        .filter(entry -> !entry.at().isBefore(since))
        .filter(entry ->
            flags
                .value("g", "grep")
                .map(text -> Pattern.compile(text).matcher(entry.message()).find())
                .orElse(true))
        .toList();
  }

  private static int priority(String text) {
    int named =
        List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug")
            .indexOf(text);
    return named >= 0
        ? named
        : text.equals("error") ? 3 : text.matches("[0-7]") ? Integer.parseInt(text) : 7;
  }

  private Instant instant(String text) {
    Instant now = host.machine().clock().instant();
    Matcher ago = AGO.matcher(text.strip());
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1) == null ? ago.group(3) : ago.group(1));
      String unit = ago.group(2) == null ? ago.group(4) : ago.group(2);
      return now.minus(
          switch (unit.charAt(0)) {
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
          });
    }
    Instant midnight =
        now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    return text.equals("yesterday") ? midnight.minus(Duration.ofDays(1)) : midnight;
  }

  private int vacuum(Invocation it, String size) {
    if (!it.user().equals("root")) {
      return it.fail(1, "Failed to vacuum: Permission denied");
    }
    long limit =
        Long.parseLong(size.replaceAll("\\D", ""))
            * (size.endsWith("G") ? 1_000_000_000L : 1_000_000L);
    long before = it.files().pretended(JOURNAL);
    long after = Math.min(before, limit);
    it.files().pretend(JOURNAL, after);
    it.complain(
        "Vacuuming done, freed "
            + (before - after) / 1_000_000
            + "M of archived journals from /var/log/journal.");
    return 0;
  }
}
