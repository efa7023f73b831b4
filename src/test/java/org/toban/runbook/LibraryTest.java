package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;

/** Which runbook and which policy an alert gets. */
class LibraryTest {
  private static final Library LIBRARY =
      RunbookReader.read(
          List.of(
              new MarkdownFile(
                  "table.md",
                  """
                  | Alert | Level | Response time | Owner | Automatic response |
                  |---|---|---|---|---|
                  | サービスダウン | Critical | 15分以内 | SRE | 自動再起動 |
                  | API レスポンス遅延 | Warning | 2h | Dev | - |
                  | Odd | terrible | soon | Ops | none |
                  """),
              new MarkdownFile(
                  "services/service-down.md",
                  "---\nalerts: [ServiceDown]\naliases: [サービスダウン, BackendGone]\n---\n# Backend is down\n"),
              new MarkdownFile(
                  "more.md",
                  "## アラート: CI/CD 失敗\n\n## Alert: Disk above 90%\n\n## アラート: [アラート名]\n")));

  private static Alert alert(String name, String severity, String url) {
    Labels labels = Labels.of("alertname", name, "severity", severity);
    return new Alert(
        labels,
        Fingerprint.of(labels),
        url.isEmpty() ? Map.of() : Map.of("runbook_url", url),
        Instant.EPOCH,
        Alert.State.ACTIVE,
        List.of(),
        null);
  }

  private static String runbook(String name, String url) {
    return LIBRARY.runbookFor(alert(name, "", url)).map(Runbook::id).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://runbooks.example/service-down",
        "https://runbooks.example/ServiceDown",
        "https://runbooks.example/a/b/service_down.md",
        "https://runbooks.example/service-down/",
        "https://runbooks.example/SERVICE-DOWN.html?x=1#diagnosis",
        "https://runbooks.example/all.md#backend-is-down",
        "https://runbooks.example/#alert-servicedown",
        "https://wiki.example/x#%E3%82%B5%E3%83%BC%E3%83%93%E3%82%B9%E3%83%80%E3%82%A6%E3%83%B3",
        "#アラート-サービスダウン",
        "service-down.md",
        "./services/service-down.md",
        "file:///home/a/service-down.md",
        "service-down/README.md",
        " service-down ",
      })
  void byRunbookUrl(String url) {
    assertThat(runbook("Other", url)).isEqualTo("service-down");
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/ci-cd-失敗, ci-cd-失敗",
    "more.md#アラート-cicd-失敗, ci-cd-失敗",
    "more.md#alert-disk-above-90, disk-above-90",
    "https://x.example/unknown, none",
    "https://x.example/, none",
    "'%%%zz#%', none",
    "'::::', none",
    "https://x.example/アラート名, none"
  })
  void byOtherUrls(String url, String expected) {
    assertThat(runbook("Other", url)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceDown, service-down",
    "service down, service-down",
    "SERVICE_DOWN, service-down",
    "ＳｅｒｖｉｃｅＤｏｗｎ, service-down",
    "サービスダウン, service-down",
    "ｻｰﾋﾞｽﾀﾞｳﾝ, service-down",
    "BackendGone, service-down",
    "Backend is down, service-down",
    "CI/CD失敗, ci-cd-失敗",
    "Other, none",
    "'', none",
    "!, none",
    "[アラート名], none",
    "アラート名, none"
  })
  void byNameAndAlias(String name, String expected) {
    assertThat(runbook(name, "")).isEqualTo(expected);
  }

  @Test
  void theUrlWinsOverTheName() {
    assertThat(runbook("ServiceDown", "https://x/disk-above-90")).isEqualTo("disk-above-90");
    assertThat(runbook("ServiceDown", "https://x/unknown")).isEqualTo("service-down");
  }

  @Test
  void aNameAsWrittenWinsOverOneThatOnlyLooksLikeIt() {
    Library library = Texts.read("# Alert: disk full\n# Alert: DiskFull\n");
    assertThat(library.runbookNamed("DiskFull").orElseThrow().title()).isEqualTo("DiskFull");
    assertThat(library.runbookNamed("disk full").orElseThrow().title()).isEqualTo("disk full");
  }

  private static Policy policy(String name, String severity) {
    return LIBRARY.policyFor(alert(name, severity, ""), SeverityMap.standard());
  }

  @Test
  void theRowOfTheNameOrOfItsRunbook() {
    Policy row = policy("サービスダウン", "info");
    assertThat(row.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(row.responseTime()).isEqualTo(new ResponseTime.Wall(Duration.ofMinutes(15)));
    assertThat(row.owner()).isEqualTo("SRE");
    assertThat(row.automatic()).isEqualTo("自動再起動");
    assertThat(row.origin()).isEqualTo("table.md:3");
    assertThat(policy("ServiceDown", "warning")).isEqualTo(row);
    assertThat(LIBRARY.policyFor(alert("X", "", "https://x/service-down"), SeverityMap.standard()))
        .isEqualTo(row);
    assertThat(policy("apiﾚｽﾎﾟﾝｽ遅延", "").allowsAutomatic()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "critical, CRITICAL, PT15M",
    "P1, CRITICAL, PT15M",
    "warning, WARNING, PT1H",
    "'', WARNING, PT1H",
    "weird, UNKNOWN, PT1H",
    "info, INFO,",
    "none, NONE,"
  })
  void withoutARowTheLabelDecides(String label, Severity severity, Duration time) {
    Policy policy = policy("Unheard", label);
    assertThat(policy.name()).isEqualTo("Unheard");
    assertThat(policy.severity()).isEqualTo(severity);
    assertThat(policy.responseTime()).isEqualTo(time == null ? null : new ResponseTime.Wall(time));
    assertThat(policy.origin()).isEqualTo("default");
    assertThat(policy.allowsAutomatic()).isFalse();
  }

  @Test
  void noneNeverNotifiesEvenWithARow() {
    Policy policy = policy("サービスダウン", "none");
    assertThat(policy.severity()).isEqualTo(Severity.NONE);
    assertThat(policy.responseTime()).isNull();
    assertThat(policy.allowsAutomatic()).isFalse();
  }

  @Test
  void aRowThatCannotBeReadTakesTheLabelAndADeadlineNonetheless() {
    Policy policy = policy("Odd", "critical");
    assertThat(policy.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(policy.owner()).isEqualTo("Ops");
    assertThat(policy.responseTime()).isEqualTo(new ResponseTime.Wall(Duration.ofHours(1)));
    assertThat(LIBRARY.problems())
        .extracting(Problem::code)
        .containsExactly("unknown-severity", "response-time");
    assertThat(LIBRARY.problems()).allMatch(it -> it.place().equals(new Place("table.md", 5)));
  }

  @Test
  void stepsAndRunbooksById() {
    Library library = Texts.read("# A\n## Diagnose\n```sh\nls\n```\n");
    assertThat(library.runbook("page")).contains(library.runbooks().getFirst());
    assertThat(library.runbook(null)).isEmpty();
    assertThat(library.step("page/diagnose/1").orElseThrow().script()).isEqualTo("ls");
    assertThat(library.step("page/diagnose/2")).isEmpty();
  }

  @Test
  void aSortOfTableThatIsNoneIsLeftAlone() {
    assertThat(Texts.read("| Name | Level |\n|---|---|\n| a | Critical |\n").policies()).isEmpty();
    assertThat(Texts.read("| Name | Level | Owner |\n|---|---|---|\n| a | Critical |\n").policies())
        .containsExactly(
            new Policy(
                "a",
                Severity.CRITICAL,
                ResponseTimes.standard(Severity.CRITICAL),
                "",
                "",
                "page.md:3"));
  }
}
