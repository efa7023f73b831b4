package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Severity;
import org.toban.incident.Policy;
import org.toban.incident.Run;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.Lint;
import org.toban.runbook.lint.RuleRef;

/**
 * The project's own runbooks are what it asks of others: complete, clean, one set in two languages.
 */
class ShippedRunbooksTest {
  private final Library ja = Texts.shippedLibrary("ja");
  private final Library en = Texts.shippedLibrary("en");

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void lintFindsNothing(String language) {
    assertThat(
            Lint.read(
                    Texts.shipped(language),
                    Known.nothing().withRules(ShippedRules.read()),
                    Cores.one())
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void isComplete(String language) {
    Library library = Texts.shippedLibrary(language);
    assertThat(library.policies()).hasSize(10);
    assertThat(library.categories()).hasSize(10);
    assertThat(library.runbooks()).hasSize(10);
    assertThat(library.flows()).hasSize(1);
    assertThat(library.settings())
        .extracting(HostSetting::kind)
        .containsExactly("systemd", "logrotate", "certbot");
    assertThat(library.settings())
        .extracting(HostSetting::path)
        .containsExactly(
            "/etc/systemd/system/mks-backend.service.d/restart.conf",
            "/etc/logrotate.d/mks-backend",
            "");
    assertThat(library.cadence())
        .extracting(Library.Cadence::period)
        .containsExactly("weekly", "monthly", "quarterly");
    assertThat(library.runbooks())
        .allSatisfy(runbook -> {
          assertThat(runbook.prose()).isNotBlank();
          assertThat(runbook.detection()).isNotEmpty();
          assertThat(runbook.checks()).hasSizeGreaterThan(1);
          assertThat(runbook.contacts()).hasSize(3);
          assertThat(runbook.links()).hasSize(3);
          assertThat(runbook.guidance()).containsOnlyKeys(Run.Stage.values());
          assertThat(runbook.steps(Run.Stage.DIAGNOSE)).isNotEmpty();
          assertThat(runbook.steps(Run.Stage.VERIFY)).isNotEmpty();
        });
  }

  @Test
  void everyAlertOfTheReferenceHasARunbookAndItsPolicy() {
    Library reference = RunbookReader.read(List.of(Texts.reference()));
    Stream.concat(
            reference.policies().stream().map(Policy::name),
            reference.categories().stream().map(Library.Category::name))
        .forEach(name -> {
          assertThat(ja.runbookNamed(name)).as(name).isPresent();
          assertThat(en.runbookNamed(name)).as(name).isEqualTo(sameId(name));
        });
    assertThat(ja.policies().stream().map(ShippedRunbooksTest::withoutOrigin))
        .containsAll(
            reference.policies().stream().map(ShippedRunbooksTest::withoutOrigin).toList());
  }

  private Optional<Runbook> sameId(String name) {
    return en.runbook(ja.runbookNamed(name).orElseThrow().id());
  }

  private static Policy withoutOrigin(Policy policy) {
    return new Policy(
        policy.name(),
        policy.severity(),
        policy.responseTime(),
        policy.owner(),
        policy.automatic(),
        "");
  }

  @Test
  void bothLanguagesHaveTheSameSteps() {
    assertThat(commands(en)).isEqualTo(commands(ja)).hasSizeGreaterThan(50);
    assertThat(levels(en)).isEqualTo(levels(ja));
    for (Runbook runbook : en.runbooks()) {
      Runbook other = ja.runbook(runbook.id()).orElseThrow();
      assertThat(Set.copyOf(runbook.names())).isEqualTo(Set.copyOf(other.names()));
      assertThat(runbook.checks()).hasSameSizeAs(other.checks());
    }
  }

  /** Steps by id, with everything but their words. */
  private static Map<String, String> commands(Library library) {
    return library
        .steps()
        .collect(
            Collectors.toMap(
                Step::id,
                step ->
                    step.script()
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .collect(Collectors.joining("\n"))
                        + List.of(
                            step.kind(),
                            String.valueOf(step.host()),
                            String.valueOf(step.limit()),
                            step.automatic()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Map<String, String> levels(Library library) {
    return library.policies().stream()
        .collect(
            Collectors.toMap(
                row -> library.runbookNamed(row.name()).orElseThrow().id(),
                row -> row.severity() + " " + row.responseTime() + " " + row.allowsAutomatic()));
  }

  @Test
  void eachRuleHasItsRunbookAndPolicy() {
    List<RuleRef> rules = ShippedRules.read();
    assertThat(rules).hasSize(12);
    for (RuleRef rule : rules) {
      if (!"none".equals(rule.severity())) {
        Runbook byLink = en.runbookAt(rule.runbookUrl()).orElseThrow();
        assertThat(en.runbookNamed(rule.alert())).as(rule.alert()).contains(byLink);
        Policy row = Objects.requireNonNull(en.rowOf(byLink), rule.alert());
        assertThat(row.severity().name().toLowerCase(Locale.ROOT)).isEqualTo(rule.severity());
      }
    }
  }

  @Test
  @Tag("server")
  void everyScriptIsShell() throws Exception {
    List<Step> steps = Stream.concat(en.steps(), ja.steps()).toList();
    for (Step step : steps) {
      if (step.kind() == Step.Kind.SHELL) {
        Process sh = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        sh.getOutputStream().write(step.script().getBytes(StandardCharsets.UTF_8));
        sh.getOutputStream().close();
        String said = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sh.waitFor()).as(step.id() + " " + said).isZero();
      }
    }
  }

  @Test
  void automaticResponsesAreThoseOfTheTable() {
    Set<String> automatic =
        en.steps().filter(Step::automatic).map(Step::id).collect(Collectors.toSet());
    assertThat(automatic)
        .containsExactlyInAnyOrder(
            "service-down/respond/restart",
            "database-unreachable/respond/reconnect",
            "disk-above-90-percent/respond/rotate-logs",
            "api-response-slow/respond/watch-performance",
            "log-file-large/respond/rotate-logs",
            "ci-pipeline-failed/respond/rerun",
            "certificate-expiring/respond/renew");
    assertThat(en.policies())
        .filteredOn(row -> row.severity() == Severity.CRITICAL)
        .hasSize(2)
        .allMatch(Policy::allowsAutomatic);
  }
}
