package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Only a whole answer is an answer, whichever server it comes from. */
class LogAnswersTest {
  private static final LogRule ELASTIC =
      Rules.elastic(URI.create("http://127.0.0.1:1"), "shop-logs-*", "*")
          .groupBy("host.name")
          .rule();

  private static List<LogLine> loki(byte[] body) throws IOException {
    return LokiAnswer.read(new ByteArrayInputStream(body));
  }

  private static ElasticAnswer.Page elastic(byte[] body) throws IOException {
    return ElasticAnswer.read(new ByteArrayInputStream(body), ELASTIC);
  }

  /** The fault of an answer; a reader that takes it fails the test. */
  private static Fault fault(String file, byte[] body) {
    try {
      Object read = file.startsWith("loki") ? loki(body) : elastic(body);
      throw new AssertionError("taken for an answer: " + read);
    } catch (PollFailure e) {
      return e.fault();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void linesOfLokiHaveTheirTimeAndTheLabelsOfTheirStream() throws IOException {
    List<LogLine> lines = loki(Recorded.bytes("loki/streams.json"));
    assertThat(lines).hasSize(3);
    assertThat(lines.getLast())
        .isEqualTo(
            new LogLine(
                Instant.parse("2026-11-25T11:00:42.000000123Z"),
                Labels.of(
                    "detected_level",
                    "critical",
                    "host",
                    "web2",
                    "job",
                    "shop",
                    "level",
                    "critical",
                    "service_name",
                    "shop"),
                "注文 8801 の決済に失敗しました: タイムアウト"));
    assertThat(loki(Recorded.bytes("loki/empty.json"))).isEmpty();
  }

  @Test
  void structuredMetadataBesideALineIsPassedOver() throws IOException {
    String body =
        "{\"data\":{\"result\":[{\"values\":[[\"1\",\"x\",{\"trace\":\"t\"}]],\"stream\":{}}],"
            + "\"resultType\":\"streams\"},\"status\":\"success\"}";
    assertThat(loki(body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(new LogLine(Instant.ofEpochSecond(0, 1), Labels.empty(), "x"));
  }

  @Test
  void linesOfElasticHaveTheFieldsThatWereAskedFor() throws IOException {
    ElasticAnswer.Page page = elastic(Recorded.bytes("elastic/hits.json"));
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.hits().getFirst())
        .isEqualTo(
            new ElasticAnswer.Hit(
                "shop-logs-1/id1",
                new LogLine(
                    Instant.ofEpochMilli(1795604450123L),
                    Labels.of("host.name", "web1", "level", "ERROR"),
                    "java.net.ConnectException: Connection refused: db1:5432")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"loki/streams.json", "loki/empty.json", "elastic/hits.json", "elastic/empty.json"})
  void everyBeginningOfAnAnswerIsAFault(String file) {
    byte[] body =
        new String(Recorded.bytes(file), StandardCharsets.UTF_8)
            .strip()
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < body.length; length++) {
      assertThat(fault(file, Arrays.copyOf(body, length)))
          .as("the first " + length + " bytes")
          .isInstanceOf(Fault.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "loki/matrix.json | numbers, not lines",
        "loki/vector.json | numbers, not lines",
        "loki/warning.json | Loki warns: max number of series reached",
        "elastic/timed-out.json | ran into its time limit",
        "elastic/shard-failed.json | 1 of 5 shards gave no answer: [parent] Data too large",
        "elastic/no-shards.json | no index matches 'shop-logs-*'",
        "elastic/cluster-skipped.json | 1 of 2 clusters gave no answer",
        "elastic/not-exact.json | no exact number",
        "elastic/no-total.json | 'hits.total' is missing",
        "elastic/without-shards.json | '_shards' is missing",
        "elastic/without-timed-out.json | time limit",
        "elastic/error-with-200.json | reports an error with status 200"
      })
  void whatIsNotWholeIsAFaultThatSaysWhy(String file, String why) {
    assertThat(fault(file, Recorded.bytes(file)).summary()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>sign in</html>",
        "parse error at line 1",
        "{\"status\":\"error\",\"error\":\"too many\"}",
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":{}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":null}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}x",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]},\"data\":{}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},\"values\":[[1,\"x\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},\"values\":[[\"now\",\"x\"]]}]}}",
        "{\"hits\":{\"hits\":[]}}",
        "{\"timed_out\":false,\"_shards\":{\"total\":1,\"failed\":0},\"hits\":{\"total\":{\"value\":1,\"relation\":\"eq\"},\"hits\":[{\"_id\":\"1\"}]}}",
        "{\"timed_out\":\"no\",\"_shards\":{\"total\":1,\"failed\":0},\"hits\":{\"total\":{\"value\":0,\"relation\":\"eq\"},\"hits\":[]}}"
      })
  void anythingElseIsAFault(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(fault("loki", bytes)).isInstanceOf(Fault.class);
    assertThat(fault("elastic", bytes)).isInstanceOf(Fault.class);
  }

  @Test
  void aFrameOfTheTailSaysWhatWasDropped() throws IOException {
    LokiAnswer.Frame frame =
        LokiAnswer.readFrame(new ByteArrayInputStream(Recorded.bytes("loki/tail-dropped.json")));
    assertThat(frame.lines()).extracting(LogLine::text).containsExactly("after a gap");
    assertThat(frame.dropped()).isEqualTo(2);
  }

  @Test
  void aVeryLongLineIsCut() {
    assertThat(new LogLine(Instant.EPOCH, Labels.empty(), "x".repeat(1 << 20)).text())
        .hasSize(LogLine.LONGEST + 1)
        .endsWith("…");
  }
}
