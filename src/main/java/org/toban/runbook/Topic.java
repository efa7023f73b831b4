package org.toban.runbook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;

/** What a heading (or a bold line) says that the text below it is about. */
enum Topic {
  OVERVIEW(
      "概要 説明 背景 overview meaning summary description about introduction 含义 概述 概要说明 告警含义 about whatitmeans alertdescription"),
  IMPACT("影響 影響範囲 impact useimpact userimpact 影响 影响范围"),
  DETECTION(
      "検知条件 検出条件 発生条件 発報条件 症状 detection detectioncondition detectionconditions conditions"
          + " alertcondition alertconditions trigger triggers symptom symptoms 检测条件 触发条件 告警条件"),
  DIAGNOSE(
      "診断 調査 原因調査 切り分け 切分け 状況確認 一次切り分け diagnose diagnosis diagnostic diagnostics"
          + " investigate investigation troubleshoot troubleshooting debug debugging triage"
          + " possiblechecks initialchecks howtodiagnose stepstodiagnose howtodebug howtoinvestigate diagnosticsteps checkfirst prechecks"
          + " 诊断 排查 调查 检查 可能的检查 故障排查 定位 問題の切り分け"),
  RESPOND(
      "対応 対処 対策 復旧 修復 緩和 処置 即時対応 一次対応 暫定対応 respond response immediateresponse remedy"
          + " remediate remediation mitigate mitigation resolve resolution fix recover recovery action"
          + " actions steps howtofix howtoresolve howtomitigate stepstoresolve possibleresolutions"
          + " possiblesolutions workaround rollback 手順 缓解 处理 修复 解决 解决方案 恢复 应对 应急处理"),
  VERIFY(
      "確認 検証 復旧確認 動作確認 事後確認 verify verification validate validation confirm confirmation"
          + " verifyrecovery recoverycheck howtoverify postchecks postcheck 验证 确认 恢复验证 恢复确认"),
  CHECKS("確認項目 確認事項 チェックリスト チェック項目 check checks checklist checkitems 检查项 检查清单 确认事项"),
  CONTACTS(
      "担当者 担当 連絡先 エスカレーション エスカレーション先 contact contacts owner owners escalation"
          + " escalations escalationpath whotocontact 联系人 负责人 升级 升级联系人"),
  LINKS(
      "関連リソース 関連リンク 関連資料 参考 参考資料 参考リンク リンク link links resource resources related"
          + " relatedresources relatedlinks reference references seealso additionalresources furtherreading dashboards 参考链接 相关资源 参考资料 相关链接"),
  CATEGORIES("アラートカテゴリ アラートカテゴリー アラート分類 alertcategories alertcategory categories 告警分类"),
  SETTINGS(
      "自動対応設定 自動対応の設定 自動復旧設定 ホスト設定 automaticresponsesettings"
          + " automaticresponseconfiguration autoremediationsettings hostsettings 自动处理设置"),
  REVIEWS("定期レビュー 定期的なレビュー periodicreview periodicreviews regularreviews reviewcadence 定期评审");

  private static final List<String> SUFFIXES =
      List.of("手順", "コマンド", "steps", "procedure", "步骤", "方法", "流程", "措施");

  /** Words that also head pages which are no runbooks. */
  private static final Set<String> COMMON =
      Set.of(
          "troubleshooting",
          "troubleshoot",
          "debug",
          "debugging",
          "steps",
          "action",
          "actions",
          "fix",
          "手順",
          "workaround",
          "rollback",
          "确认",
          "確認",
          "检查",
          "处理",
          "resolve",
          "confirm");

  private static final Map<String, Topic> BY_WORD = new HashMap<>();

  static {
    for (Topic topic : values()) {
      for (String word : topic.words.split(" ", -1)) {
        BY_WORD.put(Key.of(word), topic);
      }
    }
  }

  private final String words;

  Topic(String words) {
    this.words = words;
  }

  /** The stage whose commands stand under such a heading, or null. */
  Run.@Nullable Stage stage() {
    return switch (this) {
      case DIAGNOSE -> Run.Stage.DIAGNOSE;
      case RESPOND -> Run.Stage.RESPOND;
      case VERIFY -> Run.Stage.VERIFY;
      default -> null;
    };
  }

  /**
   * The topic of a heading: {@code 2. 診断 (Diagnosis)} and {@code Diagnosis steps} are DIAGNOSE.
   * Empty for any other heading.
   */
  static Optional<Topic> of(String heading) {
    Topic whole = byWords(heading);
    if (whole != null) {
      return Optional.of(whole);
    }
    for (String part : heading.split("[(（/／:：|]", 3)) {
      Topic topic = byWords(part);
      if (topic != null) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }

  /** Whether a heading is a word that pages of every sort have, such as {@code Troubleshooting}. */
  static boolean isCommonWord(String heading) {
    return COMMON.contains(withoutNumber(Key.of(heading)));
  }

  private static @Nullable Topic byWords(String words) {
    String key = withoutNumber(Key.of(words));
    Topic topic = BY_WORD.get(key);
    for (String suffix : SUFFIXES) {
      if (topic == null && key.endsWith(suffix)) {
        topic = BY_WORD.get(key.substring(0, key.length() - suffix.length()));
      }
    }
    return topic;
  }

  private static String withoutNumber(String key) {
    String rest = key;
    for (String lead : List.of("step", "ステップ", "手順")) {
      if (rest.startsWith(lead)
          && rest.length() > lead.length()
          && Character.isDigit(rest.charAt(lead.length()))) {
        rest = rest.substring(lead.length());
      }
    }
    int digits = 0;
    while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
      digits++;
    }
    return rest.substring(digits);
  }
}
