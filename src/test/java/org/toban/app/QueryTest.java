package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private Shell shell;
  private String config;
  private int status = 200;
  private String answer =
      """
      {"status":"success","warnings":["a store is away"],"data":{"resultType":"matrix","result":[
        {"metric":{"job":"node"},"values":[[1764018808,"1"],[1764018823.5,"0.25"],[1764018838,"+Inf"]]}]}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    shell = new Shell(folder);
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            """
            sources:
              - {name: rules, prometheus: 'http://127.0.0.1:%d'}
              - {name: prod, alertmanager: 'http://127.0.0.1:1'}
            """
                .formatted(server.getAddress().getPort()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    config = file.toString();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRangeForMachines() throws IOException {
    int exit =
        shell.run(
            "query", "rules", "up", "--since", "1h", "--step", "15s", "--json", "--config", config);
    assertThat(exit).as(shell.err).isZero();
    assertThat(asked.getFirst()).startsWith("/api/v1/query_range?").contains("&step=15.0&query=up");
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.at("/series/0/labels/job").asText()).isEqualTo("node");
    assertThat(json.at("/series/0/samples").findValuesAsText("value"))
        .containsExactly("1", "0.25", "+Inf");
    assertThat(json.at("/series/0/samples/1/at").asText()).isEqualTo("2025-11-24T21:13:43.500Z");
    assertThat(json.at("/warnings/0").asText()).isEqualTo("a store is away");
    assertThat(json.at("/left_out").asInt()).isZero();
  }

  @Test
  void theValueNowForPeople() {
    assertThat(shell.run("query", "rules", "up", "--config", config)).isZero();
    assertThat(asked.getFirst()).startsWith("/api/v1/query?time=");
    assertThat(shell.out).contains("{job=\"node\"}", "  2025-11-24T21:13:28Z  1");
    assertThat(shell.err).contains("a store is away");
  }

  @Test
  void whatGoesWrongIsOneLine() {
    status = 400;
    answer = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: no\"}";
    assertThat(shell.run("query", "rules", "up(", "--config", config)).isEqualTo(2);
    assertThat(shell.err.strip()).isEqualTo("toban: rules: answered 400: parse error: no");
    assertThat(shell.run("query", "prod", "up", "--config", config)).isEqualTo(2);
    assertThat(shell.err).contains("prod is no Prometheus");
    assertThat(shell.run("query", "other", "up", "--config", config)).isEqualTo(2);
    assertThat(shell.err).contains("there is no source other; there are rules, prod");
    assertThat(shell.run("query", "rules", "up", "--since", "soon", "--config", config))
        .isEqualTo(2);
    assertThat(shell.err).contains("'soon' is no span of time");
    assertThat(shell.run("query", "rules", "up", "--step", "1m", "--config", config)).isEqualTo(2);
    assertThat(shell.err).contains("--step needs --since");
  }
}
