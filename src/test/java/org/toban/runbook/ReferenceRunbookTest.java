package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.runbook.field.Fields;
import org.toban.runbook.lint.Lint;
import org.toban.runbook.lint.LintWords;

/** The first team's file, unchanged, gives everything that it says, with the right lines. */
class ReferenceRunbookTest {
  private static final String FILE = "alert-response.md";
  private final Library library = RunbookReader.read(List.of(Texts.reference()));

  private static Place at(int line) {
    return new Place(FILE, line);
  }

  @Test
  void sixPolicies() {
    assertThat(library.policies())
        .containsExactly(
            row("サービスダウン", Severity.CRITICAL, minutes(15), "SRE/DevOps", "自動再起動", 23),
            row("データベース接続失敗", Severity.CRITICAL, minutes(15), "DBA", "再接続試行", 24),
            row("ディスク容量90%超", Severity.WARNING, minutes(60), "SRE", "ログローテーション", 25),
            row("API レスポンス遅延", Severity.WARNING, minutes(120), "開発", "パフォーマンス監視", 26),
            row("CI/CD 失敗", Severity.WARNING, minutes(240), "開発", "再実行", 27),
            row(
                "SSL証明書期限切れ間近",
                Severity.INFO,
                new ResponseTime.BusinessDays(1),
                "SRE",
                "自動更新",
                28));
  }

  private static Policy row(
      String name, Severity severity, ResponseTime time, String owner, String automatic, int line) {
    return new Policy(name, severity, time, owner, automatic, FILE + ":" + line);
  }

  private static ResponseTime minutes(int minutes) {
    return new ResponseTime.Wall(Duration.ofMinutes(minutes));
  }

  @Test
  void eightCategories() {
    assertThat(library.categories())
        .containsExactly(
            new Library.Category("サービスダウン", Severity.CRITICAL, "バックエンドサービスが停止", at(6)),
            new Library.Category("データベース接続失敗", Severity.CRITICAL, "PostgreSQL接続不可", at(7)),
            new Library.Category("ディスク容量90%超", Severity.CRITICAL, "ストレージ不足", at(8)),
            new Library.Category("API レスポンス遅延", Severity.WARNING, "レスポンスタイム > 5秒", at(11)),
            new Library.Category("メモリ使用率高", Severity.WARNING, "> 80%", at(12)),
            new Library.Category("ログファイルサイズ大", Severity.WARNING, "> 1GB", at(13)),
            new Library.Category("定期メンテナンス通知", Severity.INFO, "メンテナンス開始/終了", at(16)),
            new Library.Category("バックアップ成功/失敗", Severity.INFO, "バックアップ結果", at(17)));
  }

  @Test
  void theFlow() {
    assertThat(library.flows()).hasSize(1);
    assertThat(library.flows().getFirst())
        .startsWith("graph TD\n    A[アラート受信] --> B{重大度判定}")
        .endsWith("P --> K\n");
  }

  @Test
  void theTemplate() {
    assertThat(library.runbooks()).hasSize(1);
    Runbook template = library.runbooks().getFirst();
    assertThat(template.template()).isTrue();
    assertThat(template.id()).isEqualTo("アラート名");
    assertThat(template.title()).isEqualTo("[アラート名]");
    assertThat(template.place()).isEqualTo(at(59));
    assertThat(template.prose()).isEqualTo("[アラートの説明]");
    assertThat(template.detection()).containsExactly("条件1: 説明", "条件2: 説明");
    assertThat(template.checks())
        .containsExactly(
            new Runbook.CheckItem("アラート名/check/1", "サービス起動確認", at(91)),
            new Runbook.CheckItem("アラート名/check/2", "エラーログ確認", at(92)),
            new Runbook.CheckItem("アラート名/check/3", "ユーザー影響確認", at(93)),
            new Runbook.CheckItem("アラート名/check/4", "監視ダッシュボード確認", at(94)));
    assertThat(template.contacts())
        .containsExactly(
            new Runbook.Contact("プライマリ", "[担当者名]", at(97)),
            new Runbook.Contact("セカンダリ", "[担当者名]", at(98)),
            new Runbook.Contact("エスカレーション", "[上位担当者]", at(99)));
    assertThat(template.links())
        .containsExactly(
            new Runbook.Link("ダッシュボードリンク", "https://monitoring.example.com", at(102)),
            new Runbook.Link("ログ集計リンク", "https://logs.example.com", at(103)),
            new Runbook.Link("Runbookリンク", "./incident-response.md", at(104)));
  }

  @Test
  void fourCommands() {
    assertThat(library.runbooks().getFirst().steps())
        .containsExactly(
            step(
                "diagnose/1",
                Run.Stage.DIAGNOSE,
                "サービスステータス確認",
                "systemctl status mks-backend",
                71),
            step(
                "diagnose/2",
                Run.Stage.DIAGNOSE,
                "ログ確認",
                "tail -f /var/log/mks-backend/error.log",
                74),
            step(
                "respond/1",
                Run.Stage.RESPOND,
                "サービス再起動",
                "sudo systemctl restart mks-backend",
                80),
            step(
                "verify/1",
                Run.Stage.VERIFY,
                "ヘルスチェック",
                "curl -f http://localhost:5100/api/v1/health",
                86));
  }

  private static Step step(String id, Run.Stage stage, String title, String command, int line) {
    String script = "# " + title + "\n" + command;
    return new Step(
        "アラート名/" + id,
        stage,
        title,
        Step.Kind.SHELL,
        script,
        Script.sha256(script),
        null,
        null,
        false,
        at(line),
        Fields.of(script),
        "bash",
        Map.of());
  }

  @Test
  void threeHostSettings() {
    assertThat(library.settings())
        .extracting(HostSetting::kind, HostSetting::title, HostSetting::path, HostSetting::place)
        .containsExactly(
            tuple("systemd", "サービス自動再起動", "", at(110)),
            tuple("logrotate", "ログローテーション自動化", "/etc/logrotate.d/mks-backend", at(122)),
            tuple("certbot", "SSL証明書自動更新", "", at(138)));
    assertThat(library.settings().getFirst().text())
        .isEqualTo(
            """
            # systemd設定
            [Unit]
            StartLimitIntervalSec=300
            StartLimitBurst=3

            [Service]
            Restart=always
            RestartSec=30
            """);
  }

  @Test
  void reviews() {
    assertThat(library.cadence())
        .containsExactly(
            new Library.Cadence("weekly", "アラート精度レビュー", at(156)),
            new Library.Cadence("monthly", "誤検知率分析", at(157)),
            new Library.Cadence("quarterly", "アラートルール最適化", at(158)));
  }

  @Test
  void lintNamesTheConflictAndTheMissingRunbooks() {
    List<Problem> problems = Lint.read(List.of(Texts.reference())).problems();
    assertThat(Texts.codes(problems))
        .containsExactly(
            "severity-conflict@8",
            "no-runbook@12",
            "no-runbook@13",
            "no-runbook@16",
            "no-runbook@17",
            "no-runbook@23",
            "no-runbook@24",
            "no-runbook@25",
            "no-runbook@26",
            "no-runbook@27",
            "no-runbook@28",
            "endless@75",
            "sudo-prompts@81",
            "broken-link@104");
    Problem conflict = problems.getFirst();
    assertThat(conflict.level()).isEqualTo(Problem.Level.WARNING);
    assertThat(conflict.also()).containsExactly(at(25));
    assertThat(LintWords.in(Locale.JAPANESE).of(conflict))
        .contains("ディスク容量90%超", "Critical", "Warning", "alert-response.md:25");
    assertThat(problems).noneMatch(it -> it.level() == Problem.Level.ERROR);
  }
}
