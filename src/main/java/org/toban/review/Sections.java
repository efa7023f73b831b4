package org.toban.review;

import static org.toban.review.Page.cell;
import static org.toban.review.Page.code;
import static org.toban.review.Page.emphasis;
import static org.toban.review.Page.row;
import static org.toban.review.Page.strong;
import static org.toban.review.Page.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;

/** The sections of a review in the order in which a reader wants them. */
final class Sections {
  private final Review review;
  private final Incident incident;
  private final Wording wording;
  private final Sentences sentences;
  private final Page page = new Page();

  private Sections(Review review, Wording wording) {
    this.review = review;
    this.incident = review.incident();
    this.wording = wording;
    this.sentences = new Sentences(review, wording);
  }

  static Page of(Review review, Wording wording) {
    Sections sections = new Sections(review, wording);
    sections.head();
    sections.blank("summary");
    sections.blank("impact");
    sections.facts();
    sections.timeline();
    sections.alerts();
    new Commands(review, wording, sections.page).add();
    sections.checks();
    sections.verification();
    sections.notes();
    new Keeping(review, wording, sections.page).rest();
    sections.blank("cause");
    sections.blank("well");
    sections.blank("badly");
    sections.actions();
    if (review.incident().book() != null) {
      OpenedWith.add(review.incident().book(), wording, sections.page);
    }
    sections.page.named("footer", sections.page.paragraph(emphasis(sections.footer())));
    return sections.page;
  }

  private void head() {
    page.named("eyebrow", page.paragraph(text(wording.text("title") + " · " + incident.id())));
    page.heading(1, text(incident.name()));
    if (review.practice()) {
      page.quote(
          "practice",
          strong(wording.text("practice")),
          text(" · "),
          text(wording.text("practice.note")));
    }
    page.named("brief", page.paragraph(text(brief())));
    page.table(
        "figures",
        Stream.of("deadline", "respond", "recover", "verdict")
            .map(it -> wording.text("figure." + it))
            .toList(),
        List.of(
            row(
                deadline(),
                cell(durationOr(review.timeToRespond())),
                cell(durationOr(review.timeToRecover())),
                cell(verdict()))));
  }

  private String brief() {
    List<String> parts = new ArrayList<>();
    parts.add(
        wording.text(
            "brief.opened",
            incident.name(),
            wording.text("severity." + incident.severity()),
            wording.time(incident.openedAt())));
    parts.add(since("brief.responded", "brief.unanswered", review.timeToRespond()));
    parts.add(since("brief.recovered", "brief.unrecovered", review.timeToRecover()));
    long failed =
        review.runs().values().stream()
            .filter(run -> run.ended() == null || !run.ended().succeeded())
            .count();
    parts.add(
        review.runs().isEmpty()
            ? wording.text("brief.no-commands")
            : wording.text("brief.commands", review.runs().size(), failed));
    return String.join(wording.text("duration.space"), parts);
  }

  private String since(String key, String otherwise, @Nullable Duration time) {
    return time == null ? wording.text(otherwise) : wording.text(key, wording.duration(time));
  }

  private TableCell deadline() {
    Instant due = incident.deadline();
    Instant answered =
        incident.respondedAt() != null ? incident.respondedAt() : incident.recoveredAt();
    if (due == null) {
      return cell(wording.text("deadline.none"));
    }
    if (answered == null) {
      String key = incident.breached() ? "deadline.unanswered" : "deadline.pending";
      return page.named(incident.breached() ? "missed" : "pending", cell(wording.text(key)));
    }
    boolean met = !answered.isAfter(due);
    String distance = wording.duration(Duration.between(due, answered));
    return page.named(
        met ? "met" : "missed",
        cell(wording.text(met ? "deadline.met" : "deadline.missed", distance)));
  }

  private String durationOr(@Nullable Duration time) {
    return time == null ? wording.text("not.yet") : wording.duration(time);
  }

  private String verdict() {
    return wording.text(
        "verdict." + (incident.phase() instanceof Phase.Closed it ? it.verdict() : "UNREVIEWED"));
  }

  private void facts() {
    section("facts");
    List<TableRow> rows = new ArrayList<>();
    fact(rows, "incident", code(incident.id()));
    fact(rows, "alert", code(incident.alertName()));
    fact(
        rows,
        "severity",
        named("severity-" + incident.severity(), strong(severity())),
        text(reason(review.all(Event.Opened.class), Event.Opened::why)));
    fact(rows, "group", code(incident.group().toString()));
    fact(rows, "response", text(wording.responseTime(incident.policy().responseTime())));
    fact(rows, "automatic", text(or(incident.policy().automatic())));
    fact(rows, "owner", text(or(incident.policy().owner())));
    fact(rows, "runbook", code(or(Objects.requireNonNullElse(incident.runbook(), ""))));
    fact(rows, "contacts", text(or(String.join(", ", incident.contacts()))));
    fact(rows, "opened", text(wording.time(incident.openedAt())));
    fact(rows, "deadline", text(wording.timeOr(incident.deadline(), "deadline.none")));
    fact(rows, "responded", text(wording.timeOr(incident.respondedAt(), "not.yet")));
    fact(rows, "recovered", text(wording.timeOr(review.recoveredAt(), "not.yet")));
    if (incident.phase() instanceof Phase.Closed it) {
      fact(rows, "closed", text(wording.time(it.since())));
      fact(rows, "reason", text(reason(review.all(Event.Closed.class), Event.Closed::reason)));
    } else {
      fact(rows, "phase", text(wording.text("phase." + phase())));
    }
    page.table("facts", List.of(wording.text("item"), wording.text("value")), rows);
  }

  private String severity() {
    return wording.text("severity." + incident.severity());
  }

  private String phase() {
    return incident.phase().getClass().getSimpleName();
  }

  private static <T> String reason(List<T> events, Function<T, String> words) {
    return events.isEmpty() ? "" : words.apply(events.getLast());
  }

  private String or(String value) {
    return value.isBlank() ? wording.text("nobody") : value;
  }

  private void fact(List<TableRow> rows, String key, Node... value) {
    TableCell cell = new TableCell();
    for (Node node : value) {
      if (cell.getLastChild() != null) {
        cell.appendChild(text(" · "));
      }
      cell.appendChild(node);
    }
    rows.add(row(cell(wording.text("fact." + key)), cell));
  }

  private Node named(String name, Node node) {
    return page.named(name, node);
  }

  private void timeline() {
    section("timeline");
    List<TableRow> rows = new ArrayList<>();
    for (Event event : review.timeline()) {
      Duration elapsed = Duration.between(incident.openedAt(), event.at());
      rows.add(
          row(
              page.narrow(wording.time(event.at())),
              page.narrow((elapsed.isNegative() ? "−" : "+") + wording.duration(elapsed)),
              cell(sentences.of(event))));
    }
    page.table("timeline", columns("time", "elapsed", "event"), rows);
  }

  private void alerts() {
    section("alerts");
    List<TableRow> rows = new ArrayList<>();
    for (Event.AlertFired fired : review.all(Event.AlertFired.class)) {
      Instant cleared =
          review.all(Event.AlertCleared.class).stream()
              .filter(it -> it.alert().equals(fired.alert().fingerprint()))
              .map(Event.AlertCleared::at)
              .filter(it -> !it.isBefore(fired.at()))
              .findFirst()
              .orElse(null);
      String summary = fired.alert().annotations().getOrDefault("summary", "");
      TableCell what = cell(code(fired.alert().labels().toString()));
      if (!summary.isBlank()) {
        what.appendChild(text(" " + summary));
      }
      rows.add(
          row(
              what,
              page.narrow(fired.source()),
              page.narrow(wording.time(fired.at())),
              page.narrow(wording.timeOr(cleared, "still.firing"))));
    }
    listOrNone("alerts", rows, "alert", "source", "fired", "cleared");
  }

  private void checks() {
    section("checks");
    Map<String, Event.CheckSet> last = new LinkedHashMap<>();
    review.all(Event.CheckSet.class).forEach(it -> last.put(it.checkId(), it));
    List<TableRow> rows =
        last.values().stream()
            .map(it ->
                row(
                    page.narrow(wording.text(it.done() ? "done.yes" : "done.no")),
                    cell(it.text()),
                    page.narrow(wording.who(it.by())),
                    page.narrow(wording.time(it.at()))))
            .toList();
    listOrNone("checks", rows, "done", "check", "by", "time");
  }

  private void verification() {
    section("verification");
    List<TableRow> rows = new ArrayList<>();
    for (Event event : review.timeline()) {
      switch (event) {
        case Event.VerificationStarted _,
            Event.VerificationPassed _,
            Event.VerificationFailed _,
            Event.RecoveryConfirmed _,
            Event.Reopened _,
            Event.HandedOver _ ->
            rows.add(row(page.narrow(wording.time(event.at())), cell(sentences.of(event))));
        default -> {}
      }
    }
    listOrNone("verification", rows, "time", "event");
  }

  private void notes() {
    section("notes");
    List<TableRow> rows =
        review.all(Event.NoteAdded.class).stream()
            .map(it ->
                row(
                    page.narrow(wording.time(it.at())),
                    page.narrow(wording.who(it.by())),
                    cell(Keeping.of(it.step()) + it.text())))
            .toList();
    listOrNone("notes", rows, "time", "by", "note");
  }

  private void actions() {
    section("actions");
    List<TableRow> rows =
        Stream.generate(() -> row(cell(" "), cell(" "), cell(" "))).limit(3).toList();
    page.table("actions", columns("action", "owner", "due"), rows);
  }

  private void section(String key) {
    page.heading(2, text(wording.text("section." + key)));
  }

  private void blank(String key) {
    section(key);
    page.named("blank", page.paragraph(emphasis(wording.text("blank." + key))));
  }

  private void listOrNone(String name, List<TableRow> rows, String... columns) {
    if (rows.isEmpty()) {
      page.named("none", page.paragraph(text(wording.text("nobody"))));
    } else {
      page.table(name, columns(columns), rows);
    }
  }

  private List<String> columns(String... keys) {
    return Stream.of(keys).map(it -> wording.text("column." + it)).toList();
  }

  private String footer() {
    return wording.text("footer", review.timeline().size(), wording.zone().getId());
  }
}
