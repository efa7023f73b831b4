package org.toban.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each benchmark runs, small, and says what it should; nothing here asks how long it took. */
class BenchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static List<String> column(BenchTable table, String header) {
    int column = table.header().indexOf(header);
    assertThat(column).as("the column " + header).isNotNegative();
    return table.rows().stream().map(row -> row.get(column)).toList();
  }

  private static BenchTable only(List<BenchTable> tables) {
    assertThat(tables).hasSize(1);
    return tables.getFirst();
  }

  @Test
  void findTellsEachTextAtEachSizeAndKeyByKey() {
    List<BenchTable> tables = FindBench.tables(1, List.of(50, 200));
    assertThat(tables)
        .extracting(BenchTable::title)
        .containsExactly("Find", "Find: growth", "Find, key by key");
    assertThat(column(tables.getFirst(), "alerts")).hasSize(16).contains("50", "200");
    assertThat(column(tables.getLast(), "keys")).hasSize(10).contains("9"); // backend-7
  }

  @Test
  void theHistoryIsAskedBesideBareSqlite() throws Exception {
    BenchTable table = only(new HistoryBench(1_000).tables());
    assertThat(column(table, "what"))
        .hasSize(8)
        .contains("latest 200", "MTTA/MTTR by alert and week", "one event, synced (FULL)");
  }

  @Test
  void runbooksAreReadAndLintedBesideTheBareParse() {
    BenchTable table = only(RunbooksBench.tables(1, 30));
    assertThat(column(table, "case")).hasSize(5).contains("bare parse (floor)", "read and lint");
    assertThat(table.note()).contains("30 runbooks, 3 problems of 1 kinds");
  }

  @Test
  void typingTellsEachText() throws Exception {
    BenchTable table = only(new TypingBench(1, List.of(50), new TypingBench.Pace(2, 20)).tables());
    assertThat(column(table, "text")).containsExactly("one word", "matcher", "expression");
    assertThat(column(table, "keys"))
        .containsExactlyElementsOf(
            column(table, "text").stream()
                .map(name -> Integer.toString(FindBench.text(name).length()))
                .toList());
  }

  @Test
  void sourcesAreCountedByAnotherProcessesAnswers() throws Exception {
    BenchTable table = only(new SourcesBench(2, 50, Duration.ofMillis(500), 3).tables());
    assertThat(column(table, "case"))
        .containsExactly("pollers, steady", "pollers, 1 % changed", "console, 1 % changed");
    assertThat(column(table, "failed")).containsOnly("0");
    assertThat(column(table, "answers")).allSatisfy(it -> assertThat(it).matches("[2-8]"));
  }

  @Test
  void aWindowKeepsSelectionAndPlace() throws Exception {
    BenchTable table = only(new WindowBench(300, 2, 1).tables());
    assertThat(column(table, "case"))
        .containsExactly("nothing new (floor)", "1 % changed", "storm of 300 new");
    assertThat(column(table, "selection and place kept")).containsExactly("", "2 of 2", "");
  }

  @Test
  void everyPulseIsCounted() throws Exception {
    BenchTable table = only(new PulseBench(50, 1).tables());
    assertThat(column(table, "case"))
        .containsExactly("nothing new (floor)", "50 change each second");
    assertThat(column(table, "pulses")).allSatisfy(it -> assertThat(it).matches("[1-9]\\d*"));
  }

  @Test
  void aSoakLooksTwelveTimes() throws Exception {
    BenchTable table = only(new SoakBench(50, 0, Duration.ofMillis(50)).tables());
    assertThat(column(table, "nodes")).hasSize(12).doesNotContain("0");
  }

  /** It fails by itself when the first board, or the icon, has other alerts than the server. */
  @Test
  @Tag("server")
  void aStartIsToldOfTheProgramItself() throws Exception {
    List<BenchTable> tables = new StartBench(1, List.of(20), 1).tables();
    assertThat(tables)
        .extracting(BenchTable::title)
        .containsExactly("Start (BENCH 2)", "Settled (BENCH 3)");
    assertThat(column(tables.getFirst(), "first board")).first().asString().matches("\\d{3,}");
    assertThat(column(tables.getLast(), "window")).containsExactly("shown", "hidden");
  }

  @Test
  @Tag("server")
  void nobodyIsMissedOrToldTwice() throws Exception {
    BenchTable table = only(new NotifyBench(2, List.of(5), SECOND).tables());
    assertThat(column(table, "way")).containsExactly("push", "push", "poll", "poll");
    assertThat(column(table, "told by")).containsExactly("D-Bus", "channel", "D-Bus", "channel");
    assertThat(column(table, "missed")).containsOnly("0");
    assertThat(column(table, "twice")).containsOnly("0");
  }

  /** Each run's output is looked at by the benchmark itself. */
  @Test
  @Tag("server")
  void runsOnHostsAtOnceAreBesideOpenSshAndOneThatHangs() throws Exception {
    List<BenchTable> tables = new SshBench(List.of(1, 18), 1).tables();
    assertThat(column(tables.getFirst(), "hosts, command"))
        .containsExactly(
            "1, true", "1, true", "18, sleep 0.2; echo done", "18, sleep 0.2; echo done");
    assertThat(column(tables.getFirst(), "way")).containsExactly("cold", "kept", "cold", "kept");
    assertThat(column(tables.get(1), "connections")).containsExactly("1", "18");
    assertThat(column(tables.get(2), "hosts")).containsExactly("18");
  }

  @Test
  @Tag("server")
  void everyByteOfAnOutputIsKeptOrCounted() throws Exception {
    BenchTable table = only(new OutputBench(List.of(1, 2), 1).tables());
    assertThat(column(table, "MB")).containsExactly("1", "2");
    assertThat(column(table, "goal")).containsOnly("<= 16");
  }

  /** So few alerts cost so little that everything is asked for each time. */
  @Test
  @Tag("server")
  void mannersCountTheAnswersOfBothWays() throws Exception {
    List<BenchTable> tables = new MannersBench(List.of(50), SECOND, 3, 2).tables();
    assertThat(tables)
        .extracting(BenchTable::title)
        .containsExactly("Manners (BENCH 9)", "One answer (BENCH 1)");
    assertThat(column(tables.getFirst(), "way")).containsExactly("all each time", "urgent");
    assertThat(column(tables.getFirst(), "all")).allSatisfy(it -> assertThat(it).matches("[1-4]"));
    assertThat(column(tables.getFirst(), "urgent")).containsOnly("0");
  }
}
