package org.toban.review;

import static org.toban.review.Page.emphasis;
import static org.toban.review.Page.strong;
import static org.toban.review.Page.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.toban.alert.Severity;
import org.toban.incident.Roster;

/** The page of a handover: what can be believed, what is open, who comes next, what is held. */
final class HandoverSections {
  private final Handover handover;
  private final Instant now;
  private final Wording wording;
  private final HandoverLines lines;
  private final HandoverItems items;
  private final Page page = new Page();
  private final List<String> none = new ArrayList<>();

  private HandoverSections(Handover handover, Wording wording) {
    this.handover = handover;
    this.now = handover.shift().at();
    this.wording = wording;
    this.lines = new HandoverLines(page, wording, now);
    this.items = new HandoverItems(wording, lines, now);
  }

  static Page of(Handover handover, Wording wording) {
    HandoverSections sections = new HandoverSections(handover, wording);
    sections.head();
    sections.warnings();
    sections.doubts();
    sections.open();
    sections.onCall();
    sections.recovered();
    sections.closed();
    sections.list("silences", handover.silences(), sections.items::silence);
    sections.list("maintenance", handover.maintenance(), sections.items::maintenance);
    sections.foot();
    return sections.page;
  }

  private void head() {
    Handover.Shift shift = handover.shift();
    page.heading(1, text(wording.text("handover.title")));
    page.named(
        "brief",
        page.paragraph(
            Page.words(
                wording,
                "handover.brief",
                wording.who(shift.person()),
                shift.console(),
                wording.time(shift.since()),
                wording.time(shift.at()))));
    if (shift.practice()) {
      warning("practice", wording.text("practice"), text(wording.text("practice.note")));
    }
  }

  private void warnings() {
    Handover.Sight sight = handover.sight();
    if (sight.blind()) {
      warning("blind", wording.text("handover.blind"), text(wording.text("handover.blind.what")));
    }
    if (sight.overLimit() > 0) {
      warning(
          "blind",
          wording.text("handover.over-limit", sight.overLimit()),
          text(wording.text("handover.over-limit.what")));
    }
    if (sight.historyProblem() != null) {
      warning(
          "blind",
          wording.text("handover.history"),
          words("handover.history.what", sight.historyProblem()));
    }
    Handover.Restraints restraints = handover.restraints();
    Handover.Hold hold = restraints.hold();
    if (hold != null) {
      warning(
          "hold",
          wording.text("handover.hold"),
          words("handover.hold.what", clock(hold.since()), wording.who(hold.by()), hold.reason()));
    }
    if (restraints.noticesOnly() != null) {
      warning(
          "hold",
          wording.text("handover.narrowed"),
          words("handover.narrowed.what", Page.code(restraints.noticesOnly())));
    }
    for (Handover.LostChannel it : restraints.lost()) {
      warning(
          "hold",
          wording.text("handover.lost", Visible.line(it.channel())),
          words("handover.lost.what", clock(it.since()), it.problem()));
    }
  }

  private void warning(String name, String what, Node... more) {
    Node[] all = new Node[more.length + 2];
    all[0] = strong(what);
    all[1] = text(wording.text("handover.gap"));
    System.arraycopy(more, 0, all, 2, more.length);
    page.quote(name, all);
  }

  private void doubts() {
    if (!handover.sight().doubts().isEmpty()) {
      list("doubts", handover.sight().doubts(), items::doubt);
    }
  }

  private void open() {
    Handover.Incidents incidents = handover.incidents();
    Handover.Sums sums = incidents.sums();
    page.heading(2, text(wording.text("handover.section.open")));
    if (sums.all() == 0) {
      String key = handover.sight().isWhole() ? "handover.nothing" : "handover.nothing.known";
      page.named("none", page.paragraph(text(wording.text(key))));
      return;
    }
    page.named("brief", page.paragraph(text(sums(sums))));
    page.list("open", incidents.open().stream().map(lines::open).toList());
    Map<Severity, Integer> left = new TreeMap<>(sums.bySeverity());
    incidents.open().forEach(it -> left.merge(it.incident().severity(), -1, Integer::sum));
    more(sums.all() - incidents.open().size(), left);
  }

  private String sums(Handover.Sums sums) {
    List<String> parts = new ArrayList<>();
    parts.add(wording.text("handover.sums.open", sums.all()));
    new TreeMap<>(sums.bySeverity())
        .forEach((severity, count) -> parts.add(count(severity, count)));
    part(parts, "handover.sums.breached", sums.breached());
    part(parts, "handover.sums.at-risk", sums.atRisk());
    part(parts, "handover.sums.untaken", sums.untaken());
    return String.join(HandoverLines.DOT, parts);
  }

  private String count(Severity severity, int count) {
    return wording.text("handover.count", wording.text("severity." + severity), count);
  }

  private void part(List<String> parts, String key, int count) {
    if (count > 0) {
      parts.add(wording.text(key, count));
    }
  }

  /** What has no line of its own, by severity, so that nothing severe goes under unseen. */
  private void more(long left, Map<Severity, Integer> bySeverity) {
    if (left <= 0) {
      return;
    }
    String kinds =
        bySeverity.entrySet().stream()
            .filter(it -> it.getValue() > 0)
            .map(it -> count(it.getKey(), it.getValue()))
            .collect(Collectors.joining(HandoverLines.DOT));
    String more = wording.text("handover.more", left);
    page.named(
        "more", page.paragraph(text(kinds.isEmpty() ? more : more + HandoverLines.DOT + kinds)));
  }

  private void onCall() {
    List<Roster.Rota> rotas = List.copyOf(handover.roster().rotas().values());
    if (!rotas.isEmpty()) {
      list("oncall", rotas, items::rota);
    }
  }

  private void recovered() {
    list("recovered", handover.incidents().recovered(), items::recovered);
    more(handover.incidents().recoveredInAll() - handover.incidents().recovered().size(), Map.of());
  }

  private void closed() {
    if (handover.sight().historyProblem() != null) {
      return; // that there were none is not known
    }
    list("closed", handover.incidents().closed(), items::closed);
    more(handover.incidents().closedInAll() - handover.incidents().closed().size(), Map.of());
  }

  /** A section of items, the first of them; one without any is named at the end. */
  private <T> void list(String name, List<T> items, Function<T, ListItem> item) {
    String title = wording.text("handover.section." + name);
    if (items.isEmpty()) {
      none.add(title);
      return;
    }
    page.heading(2, text(title));
    page.list(name, items.stream().limit(Handover.MOST).map(item).toList());
    more(items.size() - Handover.MOST, Map.of());
  }

  private void foot() {
    if (!none.isEmpty()) {
      String all = String.join(HandoverLines.DOT, none);
      page.named("none", page.paragraph(text(wording.text("handover.none", all))));
    }
    String zone = wording.zone().getId();
    page.named("footer", page.paragraph(emphasis(wording.text("handover.footer", zone))));
  }

  private String clock(Instant at) {
    return wording.clock(at, now);
  }

  private Node[] words(String key, Object... values) {
    return Page.words(wording, key, values);
  }
}
