package org.toban.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/** Alerts for tests. */
public final class SomeAlerts {
  public static final Instant START = Instant.parse("2026-11-23T21:13:28.034Z");

  private SomeAlerts() {}

  /** Numbered alerts of some 440 bytes each. */
  public static List<Alert> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            alert(
                Labels.of(
                    "alertname", "ServiceDown", "instance", "web-" + i, "severity", "critical"),
                Map.of("summary", "web-" + i + " ist tot — 停止"),
                START.plusSeconds(i)))
        .toList();
  }

  static Alert alert(Labels labels, Map<String, String> annotations, Instant start) {
    return new Alert(
        labels,
        Fingerprint.of(labels),
        annotations,
        start,
        Alert.State.ACTIVE,
        List.of(),
        "http://prom:9090/graph?g0.expr=up%3D%3D0");
  }

  public static Alert with(Alert alert, Map<String, String> annotations) {
    return new Alert(
        alert.labels(),
        alert.fingerprint(),
        annotations,
        alert.startsAt(),
        alert.state(),
        alert.suppressedBy(),
        alert.generatorUrl(),
        alert.receivers());
  }

  /** Any text that UTF-8 can carry: quotes, controls, all planes; no halves of pairs. */
  static Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < 0xd800 || c > 0xdfff)
            .list()
            .ofMaxSize(40)
            .map(points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
    Arbitrary<String> plain = Arbitraries.strings().ascii().ofMaxLength(100);
    Arbitrary<String> words = Arbitraries.of("", "a", "api", "web-1:9100", "\"\\\n\t", "停止", "🔥");
    return Arbitraries.oneOf(plain, any, words);
  }

  public static Arbitrary<Alert> alerts(Alert.State... states) {
    Arbitrary<Map<String, String>> maps = Arbitraries.maps(texts(), texts()).ofMaxSize(8);
    Arbitrary<Labels> labels = maps.map(Labels::of);
    Arbitrary<Instant> starts =
        Combinators.combine(
                Arbitraries.longs().between(-62_000_000_000L, 253_000_000_000L),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    Arbitrary<List<String>> suppressors =
        texts().list().ofMaxSize(3).map(ids -> ids.stream().map(id -> "silence:" + id).toList());
    Arbitrary<@Nullable String> urls = texts().injectNull(0.3);
    return Combinators.combine(labels, maps, starts, Arbitraries.of(states), suppressors, urls)
        .as((of, annotations, start, state, by, url) ->
            new Alert(
                of,
                Fingerprint.of(of),
                annotations,
                start,
                state,
                state == Alert.State.SUPPRESSED ? by : List.of(),
                state == Alert.State.PENDING ? null : url,
                state == Alert.State.PENDING ? List.of() : by));
  }
}
