package org.toban.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Policy;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences.Language;

/** What is typed to find alerts, and how it is completed. */
class QueryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static BoardLine.Entry entry(String... labels) {
    return new BoardLine.Entry(
        "k",
        "",
        Severity.WARNING,
        "Disk almost full",
        "",
        "web-1",
        "Sato",
        Status.WAITING,
        NOW,
        row(labels),
        null);
  }

  private static Board.Row row(String... labels) {
    Alert alert = Alert.active(Labels.of(labels), NOW);
    Policy policy = new Policy("", Severity.WARNING, null, "", "", "");
    return new Board.Row(
        alert.fingerprint(), alert, List.of("prod"), Severity.WARNING, policy, null, NOW, false);
  }

  private static Board board(List<Board.Row> rows) {
    return new Board(
        NOW,
        List.of(),
        rows,
        Map.of(),
        Map.of(),
        Map.of(),
        org.toban.runbook.Trust.nothing(),
        null,
        null,
        List.of(),
        org.toban.runbook.RunbookReader.read(List.of()),
        org.toban.remedy.Inventory.empty(),
        false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ``                              ¦ true
          disk                            ¦ true
          DISK sato                       ¦ true
          disk tanaka                     ¦ false
          severity=critical               ¦ true
          severity!=critical              ¦ false
          host=~web-.                     ¦ true
          host=~"web-[0-9]" full          ¦ true
          full host=~"db.*"               ¦ false
          team=""                         ¦ true
          path="/var/log files"           ¦ true
          "log files"                     ¦ true
          "files log"                     ¦ false
          {severity="critical", host!=x}  ¦ true
          severity=                       ¦ true
          host=~"("                       ¦ true
          """)
  void matchersAndWordsMustAllHold(String text, boolean expected) {
    BoardLine.Entry entry =
        entry("severity", "critical", "host", "web-1", "path", "/var/log files");
    assertThat(Query.parse(text).condition().test(entry)).isEqualTo(expected);
  }

  @Test
  void aWrongPartIsLeftOutAndSaysWhere() {
    Query query = Query.parse("disk host=~\"(\" severity=critical");
    assertThat(query.words()).containsExactly("disk");
    assertThat(query.matchers().all()).hasSize(1);
    assertThat(query.problem()).isNotNull();
    assertThat(query.problem().column()).isBetween(11, 13);
    assertThat(Query.parse("disk host=~\"(\"").isEmpty()).isFalse();
  }

  @Property(tries = 3000)
  void whateverIsTypedIsReadAndLooksWithoutFault(@ForAll("typed") String text) {
    Query query = Query.parse(text);
    boolean _ = query.condition().test(entry("a", "b"));
    Completion.of(text, board(List.of(row("a", "b"))));
    if (query.problem() != null) {
      assertThat(query.problem().column()).isBetween(1, text.length() + 1);
    }
  }

  @Provide
  Arbitrary<String> typed() {
    return Arbitraries.of(
            "a", "b", "=", "!", "~", "\"", "\\", "{", "}", ",", " ", "(", "当", "\t", ".*")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Test
  void completesNamesAndValues() {
    Board board =
        board(
            List.of(
                row("severity", "critical", "service", "a b", "host", "web-1"),
                row("severity", "critical", "host", "web-2"),
                row("severity", "warning", "host", "db\"1", "näme", "x")));
    assertThat(Completion.of("se", board)).containsExactly("severity=", "service=");
    assertThat(Completion.of("disk se", board)).containsExactly("disk severity=", "disk service=");
    assertThat(Completion.of("n", board)).containsExactly("\"näme\"=");
    assertThat(Completion.of("severity=", board))
        .containsExactly("severity=\"critical\" ", "severity=\"warning\" ");
    assertThat(Completion.of("severity!=w", board)).containsExactly("severity!=\"warning\" ");
    assertThat(Completion.of("service=", board)).containsExactly("service=\"a b\" ");
    assertThat(Completion.of("host=db", board)).containsExactly("host=\"db\\\"1\" ");
    assertThat(Completion.of("", board)).isEmpty();
    assertThat(Completion.of("severity=critical ", board)).isEmpty();
    for (String whole : Completion.of("host=", board)) {
      Query query = Query.parse(whole);
      assertThat(query.problem()).isNull();
      assertThat(query.matchers().all()).hasSize(1);
    }
  }

  @Test
  void groupsAndSortsAsAsked() {
    Board board =
        board(
            List.of(
                row("alertname", "B", "team", "x", "host", "1"),
                row("alertname", "A", "team", "x", "host", "2"),
                row("alertname", "C", "host", "3")));
    BoardFilter filter =
        BoardFilter.all().withGroupBy("team").withOrder(new Order(Order.By.NAME, false));
    BoardRows rows = BoardRows.of(BoardRows.empty(), board, filter, NOW, "sato");
    assertThat(rows.lines())
        .extracting(line ->
            line instanceof BoardLine.Group group
                ? "[" + group.title() + "]"
                : ((BoardLine.Entry) line).name())
        .containsExactly("[x]", "A", "B", "[]", "C");
    BoardRows folded = BoardRows.of(rows, board, filter.toggled("group:x"), NOW, "sato");
    assertThat(folded.lines()).hasSize(3);
    assertThat(folded.sums()).isEqualTo(rows.sums());
  }

  /** A newer key stroke ends the making of rows that nobody wants any more. */
  @Test
  void givesUpWhenOvertaken() {
    List<Board.Row> many =
        java.util.stream.IntStream.range(0, 5000)
            .mapToObj(i -> row("alertname", "A", "host", "h" + i))
            .toList();
    int[] asked = {0};
    BoardRows rows =
        BoardRows.of(
            BoardRows.empty(), board(many), BoardFilter.all(), NOW, "sato", () -> ++asked[0] > 1);
    assertThat(rows).isNull();
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void theSumNamesWhatIsOverTheLimit() {
    BoardRows.Sums sums = new BoardRows.Sums(45, 3, 0, 0, 0, 1, 41);
    assertThat(SumsText.of(sums, Words.of(Language.ENGLISH)))
        .isEqualTo("45 = 3 shown + 1 filtered + 41 over limit");
    assertThat(SumsText.of(sums, Words.of(Language.JAPANESE)))
        .isEqualTo("45 = 表示 3 + 絞込 1 + 上限超過 41");
  }
}
