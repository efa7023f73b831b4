package org.toban.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;

/** A library as text that a person can read and compare. */
final class Printed {
  private final StringBuilder out = new StringBuilder();

  static String of(Library library) {
    Printed printed = new Printed();
    if (library.runbooks().isEmpty()) {
      printed.line(0, "no runbook");
    }
    library.runbooks().forEach(printed::runbook);
    library.policies().forEach(printed::policy);
    library
        .settings()
        .forEach(it -> printed.line(0, "setting " + it.kind() + " :" + it.place().line()));
    library.problems().stream()
        .sorted(Comparator.comparing(Problem::place))
        .forEach(it ->
            printed.line(
                0,
                "problem "
                    + it.level().name().toLowerCase(Locale.ROOT)
                    + " "
                    + it.code()
                    + ":"
                    + it.place().line()));
    return printed.out.toString();
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text.stripTrailing()).append('\n');
  }

  private void text(int depth, String name, String text) {
    if (!text.isBlank()) {
      line(depth, name);
      text.lines().forEach(it -> line(depth + 1, "| " + it));
    }
  }

  private void runbook(Runbook it) {
    line(0, "runbook " + it.id() + " \"" + it.title() + "\" :" + it.place().line());
    line(1, it.template() ? "template" : "names " + String.join(" + ", it.names()));
    text(1, "overview", it.prose());
    it.detection().forEach(one -> line(1, "detected by " + one));
    for (Run.Stage stage : Run.Stage.values()) {
      stage(it, stage);
    }
    it.checks().stream().filter(one -> one.stage() == null).forEach(one -> check(1, one));
    it.contacts()
        .forEach(one ->
            line(1, "contact " + one.role() + " = " + one.who() + " :" + one.place().line()));
    it.links().forEach(one -> line(1, "link " + one.text() + " -> " + one.target()));
    line(0, "");
  }

  private void stage(Runbook book, Run.Stage stage) {
    List<Runbook.CheckItem> checks =
        book.checks().stream().filter(it -> it.stage() == stage).toList();
    String told = book.guidance().getOrDefault(stage, "");
    if (told.isEmpty() && checks.isEmpty() && book.steps(stage).isEmpty()) {
      return;
    }
    line(1, stage.name().toLowerCase(Locale.ROOT));
    text(2, "told", told);
    List<Object> points = new ArrayList<>();
    Stream.concat(book.steps(stage).stream(), checks.stream())
        .sorted(Comparator.comparingInt(Printed::number))
        .forEach(points::add);
    for (Object point : points) {
      if (point instanceof Step step) {
        step(step);
      } else if (point instanceof Runbook.CheckItem check) {
        check(2, check);
      }
    }
  }

  private static int number(Object point) {
    return point instanceof Step step
        ? step.place().line()
        : ((Runbook.CheckItem) point).place().line();
  }

  private void step(Step it) {
    String id = it.id().substring(it.id().lastIndexOf('/') + 1);
    line(
        2,
        it.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + id
            + " \""
            + it.title()
            + "\""
            + (it.automatic() ? " auto" : "")
            + (it.limit() == null ? "" : " limit " + it.limit())
            + " :"
            + it.place().line());
    it.script().lines().forEach(line -> line(3, "| " + line));
  }

  private void check(int depth, Runbook.CheckItem it) {
    line(depth, "check \"" + it.text() + "\" :" + it.place().line());
  }

  private void policy(Policy it) {
    String time =
        switch (it.responseTime()) {
          case null -> "no time";
          case ResponseTime.Wall wall -> wall.time().toString();
          case ResponseTime.BusinessDays days -> days.days() + " business days";
        };
    line(
        0,
        "policy %s: %s, %s, owner \"%s\", automatic \"%s\""
            .formatted(
                it.name(),
                it.severity().name().toLowerCase(Locale.ROOT),
                time,
                it.owner(),
                it.automatic()));
  }
}
