package org.toban.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;
import org.toban.drill.tools.Flags;

/** {@code systemctl} of one host. */
final class SystemPrograms {
  private final Host host;
  private final UnitReport report;

  SystemPrograms(Host host) {
    this.host = host;
    this.report = new UnitReport(host);
  }

  Map<String, Program> programs() {
    return Map.of("systemctl", this::control, "journalctl", new JournalReader(host)::run);
  }

  private int control(Invocation it) {
    Flags flags =
        Flags.parse(it.arguments(), "p", "property", "n", "lines", "o", "output", "t", "type");
    List<String> operands = flags.operands();
    String verb = operands.isEmpty() ? "list-units" : operands.getFirst();
    switch (verb) {
      case "list-units" -> {
        return report.listUnits(it, flags);
      }
      case "list-timers" -> {
        return report.listTimers(it, operands.subList(1, operands.size()));
      }
      case "daemon-reload" -> {
        return it.user().equals("root") ? 0 : denied(it, "reload daemon");
      }
      case "is-system-running" -> {
        it.println(report.failed().isEmpty() ? "running" : "degraded");
        return report.failed().isEmpty() ? 0 : 1;
      }
      default -> {}
    }
    if (operands.size() < 2) {
      return it.fail(1, "Too few arguments.");
    }
    int status = 0;
    for (String name : operands.subList(1, operands.size())) {
      int one = one(it, flags, verb, name);
      status = one == 0 ? status : one;
    }
    return status;
  }

  private int one(Invocation it, Flags flags, String verb, String name) {
    Unit unit = host.unit(name);
    if (unit == null) {
      return unknown(it, verb, name);
    }
    return switch (verb) {
      case "status" -> report.status(it, flags, unit);
      case "is-active" -> state(it, flags, unit, unit.activity() == Unit.Activity.ACTIVE, 3);
      case "is-failed" -> state(it, flags, unit, unit.activity() == Unit.Activity.FAILED, 1);
      case "is-enabled" -> {
        it.println("enabled");
        yield 0;
      }
      case "show" -> UnitReport.show(it, flags, unit);
      case "cat" -> {
        it.println(
            "# /lib/systemd/system/"
                + unit.plan().name()
                + ".service (practice)\n[Service]\nExecStart="
                + unit.plan().command());
        yield 0;
      }
      default -> change(it, verb, unit);
    };
  }

  private static int unknown(Invocation it, String verb, String name) {
    String unit = name.contains(".") ? name : name + ".service";
    return switch (verb) {
      case "status", "show", "cat" -> {
        it.complain("Unit " + unit + " could not be found.");
        yield 4;
      }
      case "is-active", "is-failed" -> {
        it.println("inactive");
        yield verb.equals("is-active") ? 3 : 1;
      }
      default -> {
        it.complain("Failed to " + verb + " " + unit + ": Unit " + unit + " not found.");
        yield 5;
      }
    };
  }

  private static int denied(Invocation it, String what) {
    it.complain("Failed to " + what + ": Access denied");
    return 4;
  }

  private int change(Invocation it, String verb, Unit unit) {
    String name = unit.plan().name() + ".service";
    if (!List.of(
            "start",
            "stop",
            "restart",
            "reload",
            "try-restart",
            "reload-or-restart",
            "reset-failed",
            "kill",
            "enable",
            "disable")
        .contains(verb)) {
      return it.fail(1, "Unknown command verb " + verb + ".");
    }
    if (!it.user().equals("root")) {
      return denied(it, verb + " " + name);
    }
    switch (verb) {
      case "start" -> start(it, unit);
      case "stop", "kill" -> unit.stop();
      case "restart", "reload-or-restart", "try-restart" -> {
        unit.stop();
        start(it, unit);
      }
      case "reload" -> {
        return reload(it, unit);
      }
      case "reset-failed" -> unit.forget();
      default -> {}
    }
    return 0;
  }

  /** Starting takes a moment, until the unit says that it is ready. */
  private static void start(Invocation it, Unit unit) {
    it.machine().rest(it.process(), Duration.ofMillis(300));
    unit.start();
    if (unit.activity() == Unit.Activity.ACTIVE && !unit.answers()) {
      it.machine().rest(it.process(), unit.plan().warmUp());
    }
  }

  private int reload(Invocation it, Unit unit) {
    String name = unit.plan().name() + ".service";
    if (unit.activity() != Unit.Activity.ACTIVE) {
      it.complain("Job for " + name + " failed: the unit is not active.");
      return 1;
    }
    if (unit.plan().name().equals("nginx")) {
      Certificate file =
          it.files().exists(Certificate.FILE)
              ? Certificate.read(it.files().text(Certificate.FILE, "root"))
              : null;
      if (file != null) {
        host.reloadCertificate(file);
      }
    }
    host.journal()
        .add(
            unit.plan().name(),
            Journal.Priority.INFO,
            "systemd[1]",
            "Reloaded " + name + " - " + unit.plan().description() + ".");
    return 0;
  }

  private static int state(Invocation it, Flags flags, Unit unit, boolean holds, int otherwise) {
    if (!flags.has("q", "quiet")) {
      it.println(unit.activity().name().toLowerCase(Locale.ROOT));
    }
    return holds ? 0 : otherwise;
  }
}
