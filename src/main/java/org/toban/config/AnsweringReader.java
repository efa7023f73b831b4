package org.toban.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.Answering;
import org.toban.incident.EscalationPlan;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.Roster;

/** Reads how a team answers: who is asked after whom, by when, and what is a storm. */
final class AnsweringReader {
  private final Section incidents;
  private final List<Section> escalations;
  private final Roster roster;
  private final MaintenanceRules maintenance;

  AnsweringReader(Section root, Roster roster, ZoneId zone) {
    this.roster = roster;
    this.incidents = root.section("incidents");
    this.maintenance = new MaintenanceReader(root.section("maintenance"), zone).read();
    this.escalations = root.list("escalations");
  }

  Answering read() {
    return new Answering(
        escalations.stream().map(this::escalation).flatMap(Optional::stream).toList(),
        recovery(incidents.section("recovery")),
        incidents.count("storm"),
        incidents.positive("longest_snooze"),
        roster,
        maintenance,
        byServer(incidents));
  }

  /** Whether what Alertmanager notifies together is one incident. */
  static boolean byServer(Section incidents) {
    String groups = incidents.required("groups");
    if (!groups.equals("labels") && !groups.equals("alertmanager")) {
      incidents.wrong("groups", Slip.NO_GROUPING.of(groups));
    }
    return groups.equals("alertmanager");
  }

  private static Map<Severity, Duration> recovery(Section section) {
    Map<Severity, Duration> times = new EnumMap<>(Severity.class);
    for (String name : section.names()) {
      String written = section.text(name);
      Optional<Duration> time = Spans.parse(written == null ? "" : written);
      if (time.isEmpty() || time.get().isZero()) {
        section.wrong(name, Slip.NO_RECOVERY_TIME.of(written));
        continue;
      }
      try {
        times.put(Severity.valueOf(name.toUpperCase(Locale.ROOT)), time.get());
      } catch (IllegalArgumentException e) {
        section.wrong(name, Slip.NO_RECOVERY_SEVERITY.of(name));
      }
    }
    return times;
  }

  private Optional<Answering.Escalation> escalation(Section section) {
    String name = section.required("name");
    List<EscalationPlan.Step> steps = new ArrayList<>();
    for (Section step : section.list("steps")) {
      List<String> to = step.texts("to").stream().filter(who -> !who.isBlank()).toList();
      for (String who : to) {
        if (roster.lacks(who)) {
          step.wrong("to", Slip.NO_SUCH_SCHEDULE.of(who));
        }
      }
      if (to.isEmpty()) {
        step.wrong("to", Slip.STEP_ASKS_NOBODY.of(name));
      } else {
        steps.add(new EscalationPlan.Step(to, step.positive("after")));
      }
    }
    if (steps.isEmpty()) {
      section.wrong("steps", Slip.PLAN_WITHOUT_STEPS.of(name));
      return Optional.empty();
    }
    EscalationPlan plan = new EscalationPlan(name, steps, section.count("rounds") - 1);
    return Optional.of(new Answering.Escalation(match(section), section.text("owner"), plan));
  }

  private static @Nullable Matchers match(Section section) {
    List<Matcher> all = new ArrayList<>();
    for (String text : section.texts("match")) {
      try {
        all.addAll(Matchers.parse(text).all());
      } catch (MatcherProblem e) {
        section.wrong("match", Slip.NO_MATCHER.of(text, e.why(), "team=\"db\""));
      }
    }
    return all.isEmpty() ? null : new Matchers(all);
  }
}
