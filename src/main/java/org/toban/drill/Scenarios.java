package org.toban.drill;

import java.util.List;
import org.toban.drill.Scenario.Ending;
import org.toban.drill.Scenario.Plot;
import org.toban.drill.Scenario.Text;

/** The scenarios that ship. */
final class Scenarios {
  private static final List<String> BACKEND_UP = List.of("active", "health");

  private Scenarios() {}

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "service-down",
              new Text("サービスダウン", "Service down"),
              "ServiceDown",
              "web-1",
              List.of("restart"),
              BACKEND_UP,
              Ending.RECOVERS,
              new Text(
                  "まもなく web-1 の mks-backend が停止します。アラートを確認し、手順書の「対応」で再起動し、「確認」が通るまで見届けてください。",
                  "mks-backend on web-1 is about to stop. Take the alert, restart the service from the runbook, and see the verification through."),
              new Text(
                  "メモリ不足でカーネルがプロセスを終了させました。再起動で復旧しますが、原因は残っています。レビューに原因と次の手を書いてください。",
                  "The kernel ended the process for want of memory. A restart mends it; the cause remains. Write both into the review."),
              new Plot(BackendCourses::serviceDown)),
          new Scenario(
              "service-down-fix-fails",
              new Text("再起動しても直らない", "The fix fails first"),
              "ServiceDown",
              "web-1",
              List.of("restart", "reset-and-start"),
              BACKEND_UP,
              Ending.ESCALATES,
              new Text(
                  "mks-backend が停止します。最初の再起動では直りません。確認が失敗したら、繰り返さずにエスカレーションしてください。",
                  "mks-backend stops, and the first restart does not mend it. When verification fails, escalate rather than repeat."),
              new Text(
                  "古いワーカーがポート5100を握っていました。ワーカーが終わった後の起動で復旧します。コマンドの成功は復旧ではありません。",
                  "An old worker held port 5100; a start after it has gone works. A command that succeeds is not a recovery."),
              new Plot(BackendCourses::fixFails)),
          new Scenario(
              "database-unreachable",
              new Text("データベース接続失敗", "Database unreachable"),
              "DatabaseUnreachable",
              "db-1",
              List.of("reconnect"),
              List.of("accepts", "answers"),
              Ending.RECOVERS,
              new Text(
                  "db-1 の PostgreSQL が停止します。バックエンドのヘルスチェックも 503 になります。データディレクトリには触れないこと。",
                  "PostgreSQL on db-1 stops, and the backend's health check answers 503. Never touch the data directory."),
              new Text(
                  "停止したサーバーを起動し、接続できるまで待つことで復旧しました。",
                  "Starting the stopped server and waiting until it accepts connections mended it."),
              new Plot(Courses::databaseUnreachable)),
          new Scenario(
              "disk-full",
              new Text("ディスク容量90%超", "Disk above 90 %"),
              "DiskAbove90Percent",
              "web-1",
              List.of("rotate-logs"),
              List.of("below-90"),
              Ending.RECOVERS,
              new Text(
                  "web-1 のログが増え続け、ディスクが90%を超えます。まず何が増えているかを見てから、ローテーションしてください。",
                  "A log on web-1 grows until the disk is over 90 % full. See what grows, then rotate."),
              new Text(
                  "リトライの嵐がエラーログを埋めていました。ローテーションで空きは戻ります。",
                  "A retry storm filled the error log. Rotation gives the space back."),
              new Plot(Courses::diskFull)),
          new Scenario(
              "api-slow",
              new Text("API レスポンス遅延", "API slow"),
              "ApiResponseSlow",
              "web-1",
              List.of("watch-performance", "restart"),
              List.of("within-5-seconds"),
              Ending.ESCALATES,
              new Text(
                  "API の応答が7秒になります。自動対応は記録するだけです。記録を見て、再起動するかどうかを人が決めます。",
                  "The API takes 7 seconds. The automatic response only records; a person decides about a restart."),
              new Text(
                  "接続プールが枯渇していました。再起動で戻りますが、処理中のリクエストは失われます。",
                  "The connection pool was used up. A restart mends it and costs the requests in flight."),
              new Plot(Courses::apiSlow)),
          new Scenario(
              "certificate-expiring",
              new Text("SSL証明書期限切れ間近", "Certificate expiring"),
              "CertificateExpiring",
              "www-1",
              List.of("renew"),
              List.of("file-valid", "served-valid"),
              Ending.RECORDED,
              new Text(
                  "www-1 の証明書の残りが12日になります。Info なので音は鳴らず、記録されます。",
                  "The certificate of www-1 has 12 days left. It is info: no sound, recorded only."),
              new Text(
                  "certbot が更新し、nginx の再読み込みで新しい証明書が配信されました。",
                  "certbot renewed the file, and the reload of nginx serves it."),
              new Plot(Courses::certificateExpiring)),
          new Scenario(
              "ci-failed",
              new Text("CI/CD 失敗", "CI failed"),
              "CiPipelineFailed",
              "ci-1",
              List.of("rerun"),
              List.of("last-build-passed"),
              Ending.RECOVERS,
              new Text(
                  "main のパイプラインが失敗します。テストの失敗か、マシンの失敗かをログで見分けてください。",
                  "The pipeline of main fails. Tell from its log whether a test failed or a machine."),
              new Text(
                  "テスト中にエージェントが切断されました。再実行で成功します。",
                  "The agent was lost in the middle of the tests; a second run passes."),
              new Plot(Courses::pipelineFailed)),
          new Scenario(
              "memory-high",
              new Text("メモリ使用率高", "Memory high"),
              "MemoryUsageHigh",
              "web-1",
              List.of("restart"),
              List.of("available-20-percent", "health"),
              Ending.RECOVERS,
              new Text(
                  "mks-backend がメモリを使い続けます。自動対応はありません。記録してから再起動してください。",
                  "mks-backend holds more and more memory. Nothing is automatic: save the picture, then restart."),
              new Text(
                  "セッションキャッシュが解放されていませんでした。再起動は時間を稼ぐだけです。",
                  "The session cache never dropped an entry. A restart only buys time."),
              new Plot(Courses::memoryHigh)),
          new Scenario(
              "source-blind",
              new Text("監視が見えない", "The source goes blind"),
              "ServiceDown",
              "web-1",
              List.of("restart"),
              BACKEND_UP,
              Ending.RECOVERS,
              new Text(
                  "監視元が 500、HTML、途中で切れた JSON を返します。その裏でサービスが止まります。画面は緑になってはいけません。",
                  "The source answers 500, then HTML, then half a JSON, while a service stops behind it. The desk must not be green."),
              new Text(
                  "見えない間は「正常」ではなく「不明」です。監視が戻った時点でアラートが現れました。",
                  "Blind is unknown, not fine. The alert showed when the source came back."),
              new Plot(BackendCourses::sourceBlind)),
          new Scenario(
              "alert-storm",
              new Text("アラートの嵐", "Alert storm"),
              "InstanceUnreachable",
              null,
              List.of(),
              List.of(),
              Ending.CLEARS,
              new Text(
                  "5秒間に300件のアラートが発生し、やがて消えます。通知はまとめて届くはずです。",
                  "300 alerts fire within 5 seconds and then clear. Notices should come bundled."),
              new Text(
                  "スイッチの瞬断でした。1件ずつ追わず、共通点を探すのが正解です。",
                  "A switch had flapped. Look for what they have in common rather than chase each."),
              new Plot(Courses::alertStorm)),
          new Scenario(
              "calm",
              new Text("平常", "Calm"),
              null,
              null,
              List.of(),
              List.of(),
              Ending.CALM,
              new Text("何も起きません。Watchdog だけが発火しています。", "Nothing happens; only the Watchdog fires."),
              new Text("静かな時間は、手順書を読む時間です。", "A quiet hour is for reading runbooks."),
              new Plot(Courses::calm)));
}
