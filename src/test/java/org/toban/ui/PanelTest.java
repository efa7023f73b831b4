package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Labels;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Incident;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.source.Series;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogLine;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Panels.Answer;
import org.toban.ui.parts.Preferences.Theme;

/** Live panels in the runbook of an incident; kept as pictures. */
class PanelTest {
  private static final String BOOK =
      """
      # Alert: ServiceDown

      ## Diagnose

      ```promql { name=load unit=percent }
      # Share of failed requests
      100 * rate(http_errors_total{instance="$instance"}[5m]) > 5
      ```

      ```bash { name=status }
      systemctl status mks-backend
      ```
      """;

  /** The service is down, with a runbook of queries. */
  private static Board board(FakeParts fake, String text) {
    Board busy = fake.boards.edited("");
    Library library = RunbookReader.read(List.of(new MarkdownFile("book.md", text)));
    String wanted = library.runbooks().getFirst().id();
    Map<String, Incident> incidents = new java.util.LinkedHashMap<>();
    busy.incidents().forEach((id, it) -> incidents.put(id, with(it, wanted)));
    return new Board(
        busy.at(),
        busy.sources(),
        busy.rows(),
        incidents,
        busy.output(),
        busy.starts(),
        busy.trust(),
        null,
        null,
        List.of(),
        library,
        busy.inventory(),
        false);
  }

  private static Incident with(Incident it, String runbook) {
    return new Incident(
        it.id(),
        it.name(),
        it.alertName(),
        it.group(),
        it.severity(),
        it.policy(),
        it.openedAt(),
        it.deadlines(),
        runbook,
        it.book(),
        it.contacts(),
        it.escalation(),
        it.phase(),
        it.firing(),
        it.cleared(),
        it.acknowledgement(),
        it.respondedAt(),
        it.handling(),
        it.escalationLevel(),
        it.response(),
        it.verifications(),
        it.runs(),
        it.rollouts(),
        it.checks(),
        it.lastNotifiedAt(),
        it.recoveredAt(),
        it.reviewedAt(),
        it.roundSince(),
        it.movedAt(),
        it.version());
  }

  private static Answer.Chart chart(Incident incident, Instant now, int series) {
    Panels.Span span = Panels.Span.of(incident, now);
    List<Series> all = new ArrayList<>();
    for (int n = 0; n < series; n++) {
      List<Series.Sample> samples = new ArrayList<>();
      int i = 0;
      for (Instant at = span.from(); !at.isAfter(span.to()); at = at.plus(span.step())) {
        boolean after = at.isAfter(span.start());
        double wave = Math.sin(i++ / 6.0 + n) * 0.6;
        samples.add(new Series.Sample(at, n + 1.2 + wave + (after ? 4.5 : 0)));
      }
      all.add(new Series(Labels.of("job", "web", "pod", "mks-backend-" + n), samples));
    }
    return new Answer.Chart("prometheus-prod", span, all, 0, List.of(), 5.0, "percent");
  }

  private static OnScreen open(FakeParts fake, Theme theme, String text) {
    OnScreen screen = OnScreen.open(fake, theme, 1440, 900);
    screen.show(board(fake, text));
    OnScreen.await(() -> screen.view.lookup(".panel") != null);
    return screen;
  }

  private static Set<Node> paths(OnScreen screen) {
    return OnScreen.fx(() -> screen.view.lookupAll(".chart .series"));
  }

  private static String said(OnScreen screen) {
    return OnScreen.fx(() -> ((Label) screen.view.lookup(".panel-said")).getText());
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "en,DARK", "ja,LIGHT", "ja,DARK"})
  void aQueryIsDrawnUnderItsStep(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    fake.panels = (step, incident, now) -> chart(incident, now, 3);
    try (OnScreen screen = open(fake, theme, BOOK)) {
      OnScreen.await(() -> paths(screen).size() == 3);
      screen.settle();
      assertThat(paths(screen)).allSatisfy(it -> assertThat(it).isInstanceOf(Path.class));
      assertThat(paths(screen)).extracting(it -> ((Path) it).getStroke()).doesNotHaveDuplicates();
      assertThat(OnScreen.fx(() -> screen.view.lookup(".chart-threshold"))).isNotNull();
      assertThat(OnScreen.fx(() -> screen.view.lookup(".chart-start"))).isNotNull();
      assertThat(said(screen)).isEmpty();
      screen.picture("panel-chart-" + language + "-" + theme);
    }
  }

  @Test
  void manySeriesAreEightLinesAndANumber() {
    FakeParts fake = new FakeParts("en");
    fake.panels = (step, incident, now) -> chart(incident, now, 30);
    try (OnScreen screen = open(fake, Theme.LIGHT, BOOK)) {
      OnScreen.await(() -> paths(screen).size() == 8);
      screen.settle();
      assertThat(OnScreen.fx(() -> screen.view.lookup(".panel").lookupAll(".label").toString()))
          .contains("and 22 more");
      screen.picture("panel-many-en");
    }
  }

  @Test
  void whatIsAskedIsSaidUntilItCame() {
    FakeParts fake = new FakeParts("en");
    CountDownLatch answered = new CountDownLatch(1);
    fake.panels =
        (step, incident, now) -> {
          try {
            answered.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return chart(incident, now, 0);
        };
    try (OnScreen screen = open(fake, Theme.DARK, BOOK)) {
      assertThat(said(screen)).isEqualTo("Asking …");
      screen.picture("panel-loading-en");
      answered.countDown();
      OnScreen.await(() -> said(screen).equals("Nothing matches in this time"));
      screen.picture("panel-empty-en");
    }
  }

  @Test
  void aFaultIsSaidAndTheLastAnswerStaysWithItsAge() {
    FakeParts fake = new FakeParts("ja");
    List<Instant> asked = new CopyOnWriteArrayList<>();
    Function<Incident, Answer> failed =
        incident -> new Answer.Failed("prod", new Fault.Unreachable("refused"));
    fake.panels =
        (step, incident, now) -> {
          asked.add(now);
          return asked.size() == 2 ? chart(incident, now, 2) : failed.apply(incident);
        };
    Moving clock = new Moving(Boards.NOW);
    fake.clock = clock;
    try (OnScreen screen = open(fake, Theme.DARK, BOOK)) {
      OnScreen.await(() -> said(screen).startsWith("prod から応答がありません"));
      screen.picture("panel-failed-ja");
      pass(screen, clock, Duration.ofSeconds(29));
      assertThat(asked).hasSize(1);
      pass(screen, clock, Duration.ofSeconds(1));
      OnScreen.await(() -> paths(screen).size() == 2);
      pass(screen, clock, Duration.ofSeconds(30));
      OnScreen.await(() -> said(screen).contains("時点の表示です"));
      screen.settle();
      assertThat(paths(screen)).hasSize(2);
      screen.picture("panel-stale-ja");
    }
  }

  @Test
  void nobodyIsAskedWhileItIsNotSeen() {
    FakeParts fake = new FakeParts("en");
    List<Instant> asked = new CopyOnWriteArrayList<>();
    fake.panels =
        (step, incident, now) -> {
          asked.add(now);
          return chart(incident, now, 1);
        };
    Moving clock = new Moving(Boards.NOW);
    fake.clock = clock;
    try (OnScreen screen = open(fake, Theme.LIGHT, BOOK)) {
      OnScreen.await(() -> paths(screen).size() == 1);
      screen.fire("tab-timeline");
      pass(screen, clock, Duration.ofMinutes(5));
      screen.settle();
      assertThat(asked).hasSize(1);
      screen.fire("tab-runbook");
      pass(screen, clock, Duration.ofSeconds(1));
      OnScreen.await(() -> asked.size() == 2);
    }
  }

  /** A clock that the test moves. */
  private static final class Moving implements java.time.InstantSource {
    private volatile Instant now;

    Moving(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static void pass(OnScreen screen, Moving clock, Duration time) {
    clock.now = clock.now.plus(time);
    OnScreen.fx(() -> {
      screen.around.ticker().tick();
      return 0;
    });
    screen.settle();
  }

  @Test
  void linesAreShownAndWhatIsShownIsAttached() {
    FakeParts fake = new FakeParts("en");
    fake.panels =
        (step, incident, now) ->
            new Answer.Lines(
                "backend-errors",
                List.of(
                    new LogLine(now.minusSeconds(20), Labels.empty(), "payment failed \u001b[2J"),
                    new LogLine(now.minusSeconds(4), Labels.empty(), "payment failed again")),
                true);
    String book = BOOK.replace("promql", "logql").replaceFirst("100 [*].*", "{app=\"x\"}");
    try (OnScreen screen = open(fake, Theme.DARK, book)) {
      OnScreen.await(() -> said(screen).contains("The newest 2 lines"));
      assertThat(OnScreen.fx(() -> ((Label) screen.view.lookup(".panel-lines")).getText()))
          .contains("payment failed ^[[2J")
          .contains("payment failed again");
      screen.picture("panel-lines-en");
      Node attach = OnScreen.fx(() -> screen.view.lookup(".panel .button"));
      screen.fire(attach.getId());
      assertThat(fake.sent)
          .last()
          .isInstanceOfSatisfying(
              Command.AddEvidence.class,
              it ->
                  assertThat(it.evidence().text())
                      .startsWith("Panel “Share of failed requests” at ")
                      .contains("payment failed again")
                      .doesNotContain("\u001b"));
    }
  }

  @Test
  void theNumbersOfAChartAreAttached() {
    FakeParts fake = new FakeParts("en");
    fake.panels = (step, incident, now) -> chart(incident, now, 2);
    try (OnScreen screen = open(fake, Theme.LIGHT, BOOK)) {
      OnScreen.await(() -> paths(screen).size() == 2);
      Node attach = OnScreen.fx(() -> screen.view.lookup(".panel .button"));
      screen.fire(attach.getId());
      assertThat(fake.sent)
          .last()
          .isInstanceOfSatisfying(
              Command.AddEvidence.class,
              it ->
                  assertThat(it.evidence().text())
                      .contains("mks-backend-1: last ")
                      .contains(" %, highest ")
                      .contains("Threshold 5 %"));
    }
  }
}
