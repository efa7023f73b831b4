package org.toban.source.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Answers of log servers from the test resources. */
final class Recorded {
  /** A refusal: its status and what its body says. */
  record Refusal(int status, String body) {}

  private Recorded() {}

  static byte[] bytes(String file) {
    try (InputStream in = Recorded.class.getResourceAsStream("/source/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Refusal> refusals(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> new Refusal(Integer.parseInt(line.substring(0, 3)), line.substring(4)))
        .toList();
  }

  static Stream<Refusal> ofLoki() {
    return refusals("loki/errors.txt").stream();
  }

  static Stream<Refusal> ofElastic() {
    return refusals("elastic/errors.txt").stream();
  }
}
