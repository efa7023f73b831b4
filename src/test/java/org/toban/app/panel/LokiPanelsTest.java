package org.toban.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.source.logs.Hostile;
import org.toban.source.logs.LogRule;
import org.toban.source.logs.Rules;
import org.toban.testbed.LokiServer;
import org.toban.testbed.Server;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Panels.Answer;

/** Panels of LogQL against a real server with Loki's API: no value of an alert becomes syntax. */
@Tag("heavy")
class LokiPanelsTest {
  private static final String LINES = "```logql\n{job=\"shop\", host=\"$instance\"}\n```";
  private static final String REGEX = "```logql\n{job=\"shop\", host=~\"$instance\"}\n```";
  private static final String FILTER = "```logql\n{job=\"shop\"} |= \"$instance\"\n```";
  private static final String COUNTS =
      "```logql\nsum by (host) (count_over_time({job=\"shop\", host=\"$instance\"}[1m]))\n```";

  @TempDir static Path folder;
  private static LokiServer loki;
  private static DeskPanels panels;

  @BeforeAll
  static void start() throws IOException {
    loki = LokiServer.start(folder);
    Instant begin = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 60);
    loki.push(
        "{\"job\":\"shop\",\"host\":\"web1\"}", List.of("refused by db1", "refused by db2"), begin);
    loki.push("{\"job\":\"shop\",\"host\":\"web(0|1)\"}", List.of("an odd name"), begin);
    LogRule any = Rules.loki(loki.uri(), "{job=\"shop\"}").rule();
    panels = new DeskPanels(List.of(), List.of(any), alert -> List.of());
    Server.await("the lines", Duration.ofMinutes(1), () -> count(read(LINES, "web1")) == 2);
  }

  @AfterAll
  static void stop() {
    loki.close();
  }

  private static Answer read(String block, String instance) {
    return panels.read(
        DeskPanelsTest.step(block), DeskPanelsTest.incident(instance), Instant.now());
  }

  private static int count(Answer answer) {
    return ((Answer.Lines) answer).lines().size();
  }

  @Test
  void whatIsCountedIsAChart() {
    assertThat(read(COUNTS, "web1"))
        .isInstanceOfSatisfying(
            Answer.Chart.class,
            it -> {
              assertThat(it.series()).hasSize(1);
              assertThat(it.series().getFirst().samples())
                  .anySatisfy(sample -> assertThat(sample.value()).isEqualTo(2));
            });
  }

  @Test
  void aValueMeansItselfAndNothingElse() {
    assertThat(count(read(LINES, "web(0|1)"))).isEqualTo(1);
    assertThat(count(read(REGEX, "web(0|1)"))).isEqualTo(1);
    for (String value : Hostile.VALUES) {
      for (String block : List.of(LINES, REGEX, FILTER, COUNTS)) {
        Answer answer = read(block, value);
        switch (answer) {
          case Answer.Lines it ->
              assertThat(it.lines())
                  .as(block + value)
                  .hasSize(value.equals("web(0|1)") && !block.equals(FILTER) ? 1 : 0);
          case Answer.Chart it ->
              assertThat(it.series()).as(block + value).hasSize(value.equals("web(0|1)") ? 1 : 0);
          case Answer.Unasked it ->
              assertThat(it.why()).as(block + value).isEqualTo(Panels.Why.BAD_QUERY);
          // this server, unlike Loki, reads no escapes and not all of Unicode: it refuses, and
          // tells nothing
          case Answer.Failed it ->
              assertThat(value).as(block + value + it).containsPattern("[\"\\\\]|[^ -~]");
        }
      }
    }
  }
}
