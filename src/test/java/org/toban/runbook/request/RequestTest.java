package org.toban.runbook.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of an http block: what it means, and that a value stays a value. */
class RequestTest {
  private static final String POST =
      """
      # Retry the pipeline
      POST https://GitLab.example.com:443/api/{{ $labels.project }}/retry?ref={{label.ref}} HTTP/1.1
      PRIVATE-TOKEN: {{secret:ci}}
      Content-Type: application/json

      {"why": "{{ $labels.why }}", "id": {{ $labels.id }}}
      """;

  private static Request.Filled filled(String block, Map<String, String> labels)
      throws RequestProblem {
    return Request.read(block).filled(labels::get, name -> "s3cret-" + name);
  }

  @Test
  void aBlockIsARequestAsHttpFilesHaveIt() throws RequestProblem {
    Request.Filled it =
        filled(POST, Map.of("project", "a/b", "ref", "x&y=z", "why", "\"},{\"", "id", "7"));
    assertThat(it.method()).isEqualTo("POST");
    assertThat(it.url()).isEqualTo("https://gitlab.example.com/api/a%2Fb/retry?ref=x%26y%3Dz");
    assertThat(it.headers().getFirst()).isEqualTo(new Request.Field("PRIVATE-TOKEN", "s3cret-ci"));
    assertThat(it.body()).isEqualTo("{\"why\": \"\\\"},{\\\"\", \"id\": \"7\"}");
    assertThat(Request.read(POST).origin()).isEqualTo("https://gitlab.example.com");
    assertThat(Request.read(POST).secrets()).containsExactly("ci");
  }

  @Test
  void whatAPersonSeesHasSecretsByTheirNames() throws RequestProblem {
    Map<String, String> labels = Map.of("project", "1", "ref", "main", "why", "w", "id", "7");
    assertThat(Request.read(POST).shown(labels::get).text())
        .contains("PRIVATE-TOKEN: {{ secret.ci }}\n")
        .contains("/api/1/retry?ref=main\n");
  }

  @Test
  void aLongQueryMayGoOverLines() throws RequestProblem {
    assertThat(filled("GET https://a.example/x\n  ?a=1\n  &b=2\n", Map.of()).url())
        .isEqualTo("https://a.example/x?a=1&b=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "https://a.example; https://a.example",
        "HTTPS://A.Example:443/; https://a.example",
        "http://a.example:80; http://a.example",
        "http://127.0.0.1:8080; http://127.0.0.1:8080",
        "http://[::1]:9; http://[::1]:9",
      })
  void oneServerHasOneName(String written, String origin) {
    assertThat(Origin.of(written)).contains(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example",
        "https://user:pass@a.example",
        "https://a.example@evil.example",
        "https://a.example\\@evil.example",
        "https://a.example/path",
        "https://a.example:99999",
        "https://-a.example",
        "https://a..b",
        "https://ä.example",
        "https://a.example#x",
        "//a.example",
        "a.example",
        "",
      })
  void whatIsNoServerHasNone(String written) {
    assertThat(Origin.of(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl https://a.example",
        "POST a.example/x",
        "POST https://{{ $labels.instance }}/x",
        "POST https://a.example{{ $labels.instance }}/x",
        "POST https://user:pass@a.example/x",
        "POST https://a.example/x?token={{ secret.ci }}",
        "POST https://a.example/ä",
        "POST https://a.example/x#part",
        "POST https://a.example/x\nHost: evil.example",
        "POST https://a.example/x\nContent-Length: 3",
        "POST https://a.example/x\nTransfer-Encoding: chunked",
        "POST https://a.example/x\n{{ $labels.name }}: value",
        "POST https://a.example/x\nX-Name value",
        "POST https://a.example/x\nX: ä",
        "POST https://a.example/x\nX: {{ $labels.a",
        "POST https://a.example/x\nX: {{ process.env.HOME }}",
        "POST https://a.example/x\nX: ${HOME}",
        "POST https://a.example/x\n\nname={{ $labels.a }}",
        "POST https://a.example/x\nContent-Type: text/xml\n\n<a>{{ $labels.a }}</a>",
        "GET https://a.example/x\n\nbody",
        "POST https://a.example/x\n\nbody\n###\nPOST https://b.example/y",
        "TRACE https://a.example/x",
        "",
      })
  void whatIsNoRequestIsRefused(String block) {
    assertThatThrownBy(() -> Request.read(block))
        .isInstanceOfSatisfying(RequestProblem.class, it -> assertThat(it.line()).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "."})
  void aValueLeadsToNoOtherPath(String value) {
    assertThatThrownBy(() ->
            filled("DELETE https://a.example/projects/{{ $labels.p }}/cache", Map.of("p", value)))
        .isInstanceOf(RequestProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b", "\u0085", "é", "日本"})
  void aHeaderStaysOneHeader(String value) {
    assertThatThrownBy(
            () -> filled("GET https://a.example/x\nX-A: {{ $labels.a }}", Map.of("a", value)))
        .isInstanceOf(RequestProblem.class);
  }

  @Test
  void aMissingLabelIsTold() {
    assertThatThrownBy(() -> filled("GET https://a.example/{{ $labels.a }}", Map.of()))
        .isInstanceOfSatisfying(
            RequestProblem.class,
            it -> assertThat(it.what()).isEqualTo("the alert has no label a"));
  }

  /** Any text comes back as the same one value, and changes nothing around it. */
  @Test
  void everyTextIsOneValueInAUrlAndInAForm() throws RequestProblem {
    Random random = new Random(5);
    String block =
        """
        POST https://a.example/p/{{ $labels.a }}/end?q={{ $labels.a }}&last=1
        Content-Type: application/x-www-form-urlencoded

        f={{ $labels.a }}&last=1
        """;
    for (int i = 0; i < 1_000; i++) {
      String value = text(random);
      Request.Filled it = filled(block, Map.of("a", value));
      URI url = URI.create(it.url());
      String written = url.getRawPath().substring("/p/".length());
      assertThat(url.getHost()).isEqualTo("a.example");
      assertThat(url.getRawFragment()).isNull();
      assertThat(written).endsWith("/end").matches("[^/]*/end");
      assertThat(decoded(written.substring(0, written.length() - 4))).isEqualTo(value);
      String[] pairs = url.getRawQuery().split("&", -1);
      assertThat(pairs).hasSize(2);
      assertThat(decoded(pairs[0])).isEqualTo("q=" + value);
      assertThat(it.body().split("&", -1)).hasSize(2);
      assertThat(decoded(it.body().split("&", -1)[0])).isEqualTo("f=" + value);
    }
  }

  @Test
  void everyTextIsOneStringOfJson() throws Exception {
    Random random = new Random(6);
    String block =
        """
        POST https://a.example/p
        Content-Type: application/json

        {"in": "x {{ $labels.a }} y", "out": {{ $labels.a }}, "esc": "\\"{{ $labels.a }}"}
        """;
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    for (int i = 0; i < 1_000; i++) {
      String value = text(random);
      var read = json.readTree(filled(block, Map.of("a", value)).body());
      assertThat(read.size()).isEqualTo(3);
      assertThat(read.get("in").textValue()).isEqualTo("x " + value + " y");
      assertThat(read.get("out").textValue()).isEqualTo(value);
      assertThat(read.get("esc").textValue()).isEqualTo("\"" + value);
    }
  }

  private static String text(Random random) {
    String signs = "\"'\\/?&=#%{}[]$`;:@+ <>.,~^|\u2028日é😀aZ0-_*()!";
    int[] points = signs.codePoints().toArray();
    StringBuilder text = new StringBuilder("v");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static String decoded(String written) {
    return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
