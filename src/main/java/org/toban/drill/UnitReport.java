package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Process;
import org.toban.drill.tools.Flags;

/** What {@code systemctl} says of units and timers. */
final class UnitReport {
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final List<String> TIMERS = List.of("certbot", "logrotate", "pg-backup");

  private final Host host;

  UnitReport(Host host) {
    this.host = host;
  }

  int status(Invocation it, Flags flags, Unit unit) {
    Unit.Plan plan = unit.plan();
    boolean active = unit.activity() == Unit.Activity.ACTIVE;
    boolean failed = unit.activity() == Unit.Activity.FAILED;
    it.println(
        (active ? "●" : failed ? "×" : "○")
            + " "
            + plan.name()
            + ".service - "
            + plan.description());
    it.println(
        "     Loaded: loaded (/lib/systemd/system/"
            + plan.name()
            + ".service; enabled; preset: enabled)");
    String word =
        active
            ? "active (running)"
            : failed ? "failed (Result: " + unit.result() + ")" : "inactive (dead)";
    it.println(
        "     Active: "
            + word
            + " since "
            + SINCE.format(unit.since())
            + "; "
            + ago(unit.since())
            + " ago");
    Process main = unit.main();
    if (main != null) {
      it.println("   Main PID: " + main.id() + " (" + plan.program() + ")");
      it.println("     Memory: " + String.format(Locale.ROOT, "%.1fM", main.residentMegabytes()));
      it.println("     CGroup: /system.slice/" + plan.name() + ".service");
      it.println("             └─" + main.id() + " " + plan.command());
    } else if (unit.mainId() > 0) {
      it.println(
          "    Process: "
              + unit.mainId()
              + " ExecStart="
              + plan.command()
              + " (code="
              + (failed && !unit.result().equals("exit-code") ? "killed" : "exited")
              + ")");
      it.println("   Main PID: " + unit.mainId());
    }
    it.println("");
    int most = Integer.parseInt(flags.value("n", "lines").orElse("10"));
    List<Journal.Entry> entries =
        host.journal().entries().stream()
            .filter(entry -> entry.unit().equals(plan.name()))
            .toList();
    entries
        .subList(Math.max(0, entries.size() - most), entries.size())
        .forEach(entry -> it.println(entry.line(host.name())));
    return active ? 0 : 3;
  }

  private String ago(Instant since) {
    Duration age = Duration.between(since, host.machine().clock().instant());
    return age.toMinutes() > 0
        ? age.toMinutes() + "min " + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }

  static int show(Invocation it, Flags flags, Unit unit) {
    Map<String, String> properties = properties(unit);
    List<String> wanted = new ArrayList<>();
    flags.all("p", "property").forEach(names -> wanted.addAll(List.of(names.split(","))));
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (wanted.isEmpty() || wanted.contains(property.getKey())) {
        it.println(
            flags.has("value")
                ? property.getValue()
                : property.getKey() + "=" + property.getValue());
      }
    }
    return 0;
  }

  private static Map<String, String> properties(Unit unit) {
    @Nullable Process main = unit.main();
    boolean active = unit.activity() == Unit.Activity.ACTIVE;
    Map<String, String> properties = new TreeMap<>();
    properties.put("Id", unit.plan().name() + ".service");
    properties.put("ActiveState", unit.activity().name().toLowerCase(Locale.ROOT));
    properties.put(
        "SubState",
        active ? "running" : unit.activity() == Unit.Activity.FAILED ? "failed" : "dead");
    properties.put("Result", unit.result());
    properties.put("MainPID", String.valueOf(main == null ? 0 : main.id()));
    properties.put(
        "MemoryCurrent",
        main == null
            ? "[not set]"
            : String.valueOf((long) (main.residentMegabytes() * 1024 * 1024)));
    properties.put("MemoryMax", "infinity");
    properties.put("NRestarts", "0");
    properties.put("ActiveEnterTimestamp", SINCE.format(unit.since()));
    return properties;
  }

  List<Unit> failed() {
    return host.units().stream().filter(unit -> unit.activity() == Unit.Activity.FAILED).toList();
  }

  int listUnits(Invocation it, Flags flags) {
    List<Unit> units = flags.has("failed") ? failed() : host.units();
    it.println("  UNIT                     LOAD   ACTIVE   DESCRIPTION");
    for (Unit unit : units) {
      it.println(
          String.format(
              "  %-24s loaded %-8s %s",
              unit.plan().name() + ".service",
              unit.activity().name().toLowerCase(Locale.ROOT),
              unit.plan().description()));
    }
    it.println("\n" + units.size() + " units listed (practice).");
    return 0;
  }

  int listTimers(Invocation it, List<String> wanted) {
    Instant now = host.machine().clock().instant();
    it.println(
        "NEXT                        LEFT  LAST                        UNIT              ACTIVATES");
    for (String timer : TIMERS) {
      if (wanted.isEmpty() || wanted.contains(timer + ".timer")) {
        it.println(
            SINCE.format(now.plus(Duration.ofHours(7)))
                + " 7h    "
                + SINCE.format(now.minus(Duration.ofHours(17)))
                + " "
                + String.format("%-17s %s.service", timer + ".timer", timer));
      }
    }
    it.println(
        "\n" + (wanted.isEmpty() ? TIMERS.size() : wanted.size()) + " timers listed (practice).");
    return 0;
  }
}
