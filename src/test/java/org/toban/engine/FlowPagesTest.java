package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The runbook's own diagram, and a page of stories for each of its arrows. */
class FlowPagesTest {
  private static final List<Class<?>> PAGES =
      List.of(
          FlowClassifiedTest.class,
          FlowCriticalTest.class,
          FlowWarningTest.class,
          FlowInfoTest.class,
          FlowDiagnosisTest.class,
          FlowAutomaticTest.class,
          FlowGuardsTest.class,
          FlowManualTest.class,
          FlowVerifyingTest.class,
          FlowEscalationTest.class,
          FlowReviewTest.class);

  /** {@code B{重大度判定}}, {@code A[アラート受信] --> B{...}}, {@code B -->|Info| E[記録のみ]}. */
  private static final Pattern ARROW =
      Pattern.compile(
          "\\s*(\\w+)(?:[\\[{](.+?)[\\]}])? -->(?:\\|(\\w+)\\|)? (\\w+)(?:[\\[{](.+?)[\\]}])?");

  private static List<String> diagram() throws IOException {
    try (InputStream in = FlowPagesTest.class.getResourceAsStream("/runbook/alert-response.md")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String from = text.substring(text.indexOf("```mermaid"));
      return from.substring(0, from.indexOf("```", 3)).lines().toList();
    }
  }

  private static List<String> arrows() throws IOException {
    List<String> arrows = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (String line : diagram()) {
      Matcher it = ARROW.matcher(line);
      if (it.matches()) {
        String from = name(names, it.group(1), it.group(2));
        String to = name(names, it.group(4), it.group(5));
        String label = it.group(3) == null ? "" : "-" + it.group(3);
        arrows.add(from + " " + label + "→ " + to);
      }
    }
    return arrows;
  }

  private static String name(Map<String, String> names, String node, String label) {
    if (label != null) {
      names.put(node, label);
    }
    return names.getOrDefault(node, node);
  }

  @Test
  void everyArrowOfTheDiagramHasItsPage() throws IOException {
    Set<String> told = new LinkedHashSet<>();
    for (Class<?> page : PAGES) {
      told.addAll(List.of(page.getAnnotation(Arrow.class).value()));
      assertThat(Arrays.stream(page.getDeclaredMethods()).filter(FlowPagesTest::isStory))
          .as(page.getSimpleName())
          .hasSizeGreaterThan(2);
    }
    assertThat(arrows()).hasSize(18);
    assertThat(told).containsExactlyInAnyOrderElementsOf(arrows());
  }

  private static boolean isStory(Method method) {
    return method.isAnnotationPresent(Test.class);
  }
}
