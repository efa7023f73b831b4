package org.toban.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Policy;
import org.toban.incident.Roster;
import org.toban.incident.Run;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.incident.Verdict;
import org.toban.incident.WeeklyHours;
import org.toban.saying.Saying;
import org.toban.source.fault.Fault;

class HandoverTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Handover.Sight CLEAR = new Handover.Sight(false, List.of(), 0, null);

  @TempDir Path folder;

  static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private static Handover.Shift shift() {
    return shift("aiko");
  }

  private static Handover.Shift shift(String person) {
    return new Handover.Shift(NOW.minus(Duration.ofHours(8)), NOW, "desk-1", person, false);
  }

  private static List<Event> opened(
      String name, String target, Severity severity, int minutes, @Nullable Integer allowed) {
    Labels labels = Labels.of("alertname", name, "instance", target);
    Instant at = ago(minutes);
    Policy policy = new Policy(name, severity, null, "SRE", "", "runbook.md:3");
    return new ArrayList<>(
        List.of(
            new Event.Opened(
                at,
                name,
                name,
                labels,
                severity,
                policy,
                allowed == null ? null : at.plus(Duration.ofMinutes(allowed)),
                null,
                List.of("@first", "@second"),
                "runbook.md:3"),
            new Event.AlertFired(at, "prod", Alert.active(labels, at))));
  }

  private static Incident incident(String id, List<Event> events, Event... more) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(Arrays.asList(more));
    return Incident.fold(id, all);
  }

  private static Handover handover(List<Incident> known, Handover.Sight sight) {
    return new Handover(
        shift(),
        Handovers.incidents(known, Set.of(), shift(), null),
        List.of(),
        List.of(),
        Roster.none(),
        sight,
        new Handover.Restraints(null, null, List.of()));
  }

  private static String english(Handover handover) {
    return Documents.markdown(handover, Locale.ENGLISH, TOKYO);
  }

  /**
   * A night with everything that can be handed over.
   *
   * @param said what becomes of each text that comes from alerts and people
   */
  private static Handover night(UnaryOperator<String> said, Path file) {
    try (SqliteHistory history = SqliteHistory.open(file)) {
      List<Incident> known = new ArrayList<>();
      known.add(kept(history, "INC-1", late(said)));

      List<Event> taken = opened("DiskFull", "db-1", Severity.WARNING, 90, 60);
      taken.add(new Event.Reassigned(ago(85), "sato", said.apply("Baba"), "knows it"));
      taken.add(
          new Event.Acknowledged(ago(80), said.apply("Chiba"), said.apply("I am on it"), ago(-30)));
      taken.add(new Event.DeadlinePaused(ago(60), "Chiba", said.apply("waiting for the vendor")));
      taken.addAll(ran(said));
      known.add(kept(history, "INC-2", taken));

      List<Event> held = opened("Slow", "api-1", Severity.WARNING, 30, 120);
      held.add(
          new Event.Snoozed(ago(20), said.apply("Endo"), ago(-60), said.apply("on the train")));
      held.add(new Event.MaintenanceBegan(ago(10), "x", said.apply("Patching"), ago(-90), false));
      known.add(kept(history, "INC-3", held));

      List<Event> well = opened("ServiceDown", "web-1", Severity.CRITICAL, 300, 15);
      well.add(new Event.Acknowledged(ago(295), "sato", "", null));
      well.add(new Event.VerificationStarted(ago(281), 1));
      well.add(new Event.VerificationPassed(ago(280), 1, ""));
      well.add(cleared(ago(280), "ServiceDown", "web-1"));
      well.add(new Event.RecoveryConfirmed(ago(279), ""));
      known.add(kept(history, "INC-4", well));

      List<Event> over = opened("CiPipelineFailed", "ci", Severity.WARNING, 700, 15);
      over.add(
          new Event.Closed(
              ago(400),
              said.apply("Goto"),
              Verdict.FALSE_POSITIVE,
              said.apply("the check is broken"),
              true));
      kept(history, "INC-5", over);
      List<Event> before = opened("Old", "ci", Severity.WARNING, 900, 15);
      before.add(new Event.Closed(ago(500), "sato", Verdict.DUPLICATE, "", false));
      kept(history, "INC-6", before);
      return new Handover(
          shift(said.apply("aiko")),
          Handovers.incidents(known, Set.of("INC-3"), shift(), history),
          silences(said),
          Handovers.maintenance(windows(said), NOW),
          roster(said),
          new Handover.Sight(true, doubts(said), 4, null),
          restraints(said));
    }
  }

  private static List<Event> late(UnaryOperator<String> said) {
    List<Event> late =
        opened(said.apply("ApiDown"), said.apply("api-2:8080"), Severity.CRITICAL, 40, 15);
    late.add(new Event.DeadlineBreached(ago(25)));
    late.add(new Event.HandedOver(ago(20), 1, "@second", Incident.AUTOMATIC, "nobody answered"));
    late.add(new Event.NoteAdded(ago(19), "Sato", "too old to be told"));
    late.add(new Event.NoteAdded(ago(18), "Sato", "first line\nsecond line"));
    late.add(new Event.NoteAdded(ago(9), said.apply("Tanaka"), said.apply("the vendor knows")));
    return late;
  }

  private static List<Event> ran(UnaryOperator<String> said) {
    Run.Intent intent =
        new Run.Intent(
            "r1",
            "s1",
            said.apply("Free space"),
            Run.Stage.RESPOND,
            said.apply("db-1"),
            "ab".repeat(32),
            "true",
            false,
            said.apply("Chiba"),
            Map.of());
    return List.of(
        new Event.RunPlanned(ago(17), intent),
        new Event.RunEnded(ago(17), "r1", new Run.Exited(ago(17), 3, Duration.ofSeconds(2), "")));
  }

  private static Roster roster(UnaryOperator<String> said) {
    Roster.Rota unread = new Roster.Rota("secondary", List.of(), List.of(), Duration.ofDays(1));
    return Roster.of(
            List.of(new Roster.Rota("primary", List.of(), List.of(), Duration.ofDays(1)), unread))
        .read(
            "primary",
            new Schedule(
                List.of(
                    new Shift("Aoki", ago(300), ago(-60)),
                    new Shift(said.apply("Baba"), ago(-60), ago(-600))),
                ago(1000),
                ago(-1000)),
            ago(1))
        .failed("secondary", said.apply("unreachable"));
  }

  private static List<Handover.Silence> silences(UnaryOperator<String> said) {
    return List.of(
        new Handover.Silence(
            "prod",
            "{job=\"" + said.apply("batch") + "\"}",
            said.apply("Tanaka"),
            ago(60),
            ago(-60),
            said.apply("while the month is closed")),
        new Handover.Silence("prod", "", "Tanaka", ago(-60), ago(-2000), ""));
  }

  private static List<Handover.Doubt> doubts(UnaryOperator<String> said) {
    return List.of(
        new Handover.Doubt(
            "prod",
            Handover.Lack.FAILED,
            ago(12),
            new Fault.Unreachable(said.apply("refused")).told()),
        new Handover.Doubt("staging", Handover.Lack.UNWATCHED, ago(0), Saying.text("Watchdog")));
  }

  private static Handover.Restraints restraints(UnaryOperator<String> said) {
    return new Handover.Restraints(
        new Handover.Hold(ago(33), said.apply("Endo"), said.apply("switch-over")),
        "{team=\"" + said.apply("infra") + "\"}",
        List.of(new Handover.LostChannel("slack", ago(44), said.apply("answered 403"))));
  }

  private static List<MaintenanceWindow> windows(UnaryOperator<String> said) {
    MaintenanceWindow open = window(said.apply("Patching"), 10, -90, said.apply("Endo"));
    MaintenanceWindow weekly =
        new MaintenanceWindow(
            "Backup",
            Matchers.parse(""),
            new MaintenanceWindow.Weekly(
                new WeeklyHours(
                    Set.of(DayOfWeek.SATURDAY), LocalTime.of(2, 0), LocalTime.of(4, 0), TOKYO)),
            "toban.yml",
            MaintenanceWindow.Origin.DECLARED);
    return List.of(
        weekly, window("Later", -1000, -2000, "Endo"), open, open, window("Over", 90, 60, "Endo"));
  }

  private static MaintenanceWindow window(String name, int from, int until, String by) {
    return new MaintenanceWindow(
        name,
        Matchers.parse("cluster=\"a\""),
        new MaintenanceWindow.Once(ago(from), ago(until)),
        by,
        MaintenanceWindow.Origin.DECLARED);
  }

  private static Event.AlertCleared cleared(Instant at, String name, String target) {
    Labels labels = Labels.of("alertname", name, "instance", target);
    return new Event.AlertCleared(at, "prod", Alert.active(labels, at).fingerprint(), "gone");
  }

  private static Incident kept(SqliteHistory history, String id, List<Event> events) {
    history.append(id, 0, events);
    return Incident.fold(id, events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void thePageOfANightIsAsItIsKept(String language) throws Exception {
    Handover night = night(it -> it, folder.resolve("history.db"));
    String markdown = Documents.markdown(night, Locale.of(language), TOKYO);
    Path golden = Path.of("src/test/resources/org/toban/review/handover-" + language + ".md");
    if (Boolean.getBoolean("handover.write")) {
      Files.writeString(golden, markdown);
    }
    assertThat(markdown).isEqualTo(Files.readString(golden));
  }

  @Test
  void plainTextHasTheSameLinesWithoutMarkup() {
    Handover night = night(it -> it, folder.resolve("history.db"));
    assertThat(Documents.text(night, Locale.ENGLISH, TOKYO))
        .contains(
            "■ Shift handover",
            "\n□ Open\n",
            "\n- Critical · ApiDown api-2:8080 · INC-1\n  Escalated · since 11:20 (40 min)",
            "\n- until 13:00 · {job=\"batch\"} · Tanaka",
            "All automation is stopped · since 11:27 by Endo: switch-over")
        .doesNotContain("**", "`", "\\", "> ", "«");
  }

  @Test
  void htmlIsWholeAndLoadsNothing() throws Exception {
    String html = Documents.html(night(it -> it, folder.resolve("h.db")), Locale.JAPANESE, TOKYO);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    assertThat(html)
        .contains("<ul class=\"open\">", "<li class=\"late\">", "class=\"severity-CRITICAL\"")
        .contains("<title>当番の引き継ぎ · desk-1 · 2026-11-24 12:00:00 +09:00</title>")
        .doesNotContain("url(", "@import", "src=", "href=");
  }

  // --- what it says of nothing ------------------------------------------------------------------

  @Test
  void nothingIsOpenIsSaidOnlyWhenEverySourceCanBeBelieved() {
    String nothing = "Nothing is open, and every source can be believed.";
    assertThat(english(handover(List.of(), CLEAR))).contains(nothing).doesNotContain("No open");
    for (Handover.Sight sight :
        List.of(
            new Handover.Sight(true, List.of(), 0, null),
            new Handover.Sight(false, List.of(), 1, null),
            new Handover.Sight(false, List.of(), 0, "disk full"))) {
      assertThat(english(handover(List.of(), sight)))
          .as(sight.toString())
          .doesNotContain(nothing)
          .contains("No open incident is known.");
      assertThat(Documents.markdown(handover(List.of(), sight), Locale.JAPANESE, TOKYO))
          .doesNotContain("対応中のインシデントはありません。すべて")
          .contains("発火していないとは限りません");
    }
  }

  @Test
  void aHistoryThatCannotBeReadDoesNotMeanThatNothingWasClosed() {
    assertThat(english(handover(List.of(), new Handover.Sight(false, List.of(), 0, "disk full"))))
        .contains("**The history cannot be used**", "disk full")
        .doesNotContain("Closed in this shift");
    assertThat(english(handover(List.of(), CLEAR))).contains("None: ", "Closed in this shift");
  }

  // --- which come first -------------------------------------------------------------------------

  @Test
  void whatIsLateOrNearlySoComesFirstThenBySeverity() {
    Event taken = new Event.Acknowledged(ago(1), "sato", "", null);
    List<Incident> known =
        List.of(
            incident("info", opened("A", "x", Severity.INFO, 50, null)),
            incident("warning", opened("A", "x", Severity.WARNING, 10, 60)),
            incident("taken", opened("A", "x", Severity.CRITICAL, 10, 60), taken),
            incident("later", opened("A", "x", Severity.CRITICAL, 10, 60)),
            incident("sooner", opened("A", "x", Severity.CRITICAL, 10, 30)),
            incident("near", opened("A", "x", Severity.WARNING, 50, 60)),
            incident("late", opened("A", "x", Severity.WARNING, 50, 40)),
            incident("late critical", opened("A", "x", Severity.CRITICAL, 50, 45)));
    assertThat(handover(known, CLEAR).incidents().open())
        .extracting(it -> it.incident().id())
        .containsExactly(
            "late critical", "late", "near", "sooner", "later", "taken", "warning", "info");
  }

  @Test
  void tenThousandAreStillAPage() {
    List<Incident> known = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Severity severity = i % 100 == 0 ? Severity.CRITICAL : Severity.WARNING;
      known.add(incident("INC-" + i, opened("Down", "web-" + i, severity, 10, i == 777 ? 5 : 60)));
    }
    Handover handover = handover(known, CLEAR);
    String markdown = english(handover);
    assertThat(handover.incidents().open()).hasSize(30);
    assertThat(handover.incidents().open().getFirst().incident().id()).isEqualTo("INC-777");
    assertThat(markdown)
        .contains("10000 open · Critical: 100 · Warning: 9900 · 1 past the deadline")
        .contains("9970 more are not listed · Critical: 71 · Warning: 9899")
        .hasSizeLessThan(10_000);
    assertThat(markdown.lines().count()).isLessThan(120);
  }

  @Test
  void manySilencesAndWindowsAreCounted() {
    List<Handover.Silence> silences = new ArrayList<>();
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      silences.add(new Handover.Silence("prod", "{a=\"b\"}", "x", ago(1), ago(-i - 1), ""));
      windows.add(window("w" + i, 10, -90 - i, "x"));
    }
    Handover many =
        new Handover(
            shift(),
            Handovers.incidents(List.of(), Set.of(), shift(), null),
            silences,
            windows,
            Roster.none(),
            CLEAR,
            new Handover.Restraints(null, null, List.of()));
    assertThat(english(many).lines().filter(it -> it.equals("70 more are not listed"))).hasSize(2);
  }

  // --- text is not markup -----------------------------------------------------------------------

  static List<String> hostile() {
    List<String> all = new ArrayList<>(DocumentsTest.hostile());
    all.add("DiskFull** <b>x</b> [click](http://evil.example) `code`");
    all.add("- item");
    all.add("~~~ item");
    all.add("| --- |");
    all.add("=== ");
    all.add("+ item\n* item");
    all.add("   ");
    return all;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextStaysText(String text) throws Exception {
    Handover night = night(it -> text.isBlank() ? "x" : text, folder.resolve("history.db"));
    for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      String markdown = Documents.markdown(night, locale, TOKYO);
      Node parsed = Parser.builder().extensions(Documents.EXTENSIONS).build().parse(markdown);
      Node meant = HandoverSections.of(night, new Wording(locale, TOKYO)).document();
      assertThat(shape(parsed)).isEqualTo(shape(meant)).doesNotContain("\u2717");
      assertThat(markdown).doesNotContain("\u001b", "\u0000", "\u202e", "\u009b");
    }
    String html = Documents.html(night, Locale.ENGLISH, TOKYO);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    assertThat(html).doesNotContain("<script", "<img", "<b>", "<a ", "\u001b", "\u202e");
    assertThat(Documents.text(night, Locale.ENGLISH, TOKYO)).doesNotContain("\u001b", "\u202e");
  }

  /** The blocks and texts of a tree; a cross for what must not be in it. */
  private static String shape(Node node) {
    StringBuilder shape = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text it) {
            shape.append(it.getLiteral());
          }

          @Override
          public void visit(Code it) {
            shape.append(it.getLiteral());
          }

          @Override
          public void visit(ListItem it) {
            shape.append("\u2022");
            visitChildren(it);
          }

          @Override
          public void visit(Heading it) {
            shape.append("\u00a7");
            visitChildren(it);
          }

          @Override
          public void visit(BlockQuote it) {
            shape.append("\u203a");
            visitChildren(it);
          }

          @Override
          public void visit(HardLineBreak it) {
            shape.append("\u23ce");
          }

          @Override
          public void visit(Link it) {
            shape.append('\u2717');
          }

          @Override
          public void visit(Image it) {
            shape.append('\u2717');
          }

          @Override
          public void visit(HtmlInline it) {
            shape.append('\u2717');
          }

          @Override
          public void visit(HtmlBlock it) {
            shape.append('\u2717');
          }
        });
    return shape.toString().replace(" ", "");
  }

  @Test
  void aFileIsNamedAfterItsTimeAndNeverReplaced() throws Exception {
    Handover handover = handover(List.of(), CLEAR);
    Path first = Documents.write(folder, handover, Locale.ENGLISH, TOKYO);
    Path second = Documents.write(folder, handover, Locale.ENGLISH, TOKYO);
    assertThat(first).hasFileName("handover-2026-11-24-1200.md").hasContent(english(handover));
    assertThat(second).hasFileName("handover-2026-11-24-1200-2.md");
  }
}
