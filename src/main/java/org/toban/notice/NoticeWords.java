package org.toban.notice;

import java.time.Duration;
import java.util.Locale;
import org.toban.alert.Severity;

/** The few words of a notice, in the reader's language. */
enum NoticeWords {
  ENGLISH {
    @Override
    String reason(NoticePolicy.Reason reason) {
      return switch (reason) {
        case NEW -> "New";
        case RAISED -> "More severe";
        case FIRED_AGAIN -> "Fires again";
        case MAINTENANCE_OVER -> "Fires after maintenance";
        case ASSIGNED -> "Given to you";
        case OVERDUE -> "Recovery overdue";
        case HALFWAY -> "Half of the time is over";
        case HANDED_OVER -> "Escalated";
        case BREACHED -> "Deadline missed";
        case AT_RISK -> "Deadline near";
        case UNANSWERED -> "Unanswered";
        case REMINDER -> "Still open";
        case RECOVERED -> "Recovered";
      };
    }

    @Override
    String due(String clock, Duration left) {
      return left.isNegative()
          ? "Response was due at " + clock + ", " + minutes(left.negated()) + " min ago"
          : "Response due by " + clock + ", in " + minutes(left) + " min";
    }

    @Override
    String together(int count, long critical) {
      return critical == 0
          ? count + " incidents"
          : count + " incidents, " + critical + " of them critical";
    }

    @Override
    String test() {
      return "TEST: a notice from Toban";
    }

    @Override
    String testFrom(String by, String console) {
      return "Sent by " + by + " from " + console + ". Nothing is wrong.";
    }

    @Override
    String more(int count) {
      return "and " + count + " more";
    }

    @Override
    String afterQuiet(String what) {
      return "While it was quiet: " + what;
    }

    @Override
    String state(Standing.State state) {
      return switch (state) {
        case WAITING -> "Waiting";
        case ACKNOWLEDGED -> "Acknowledged";
        case DIAGNOSING -> "Diagnosing";
        case RESPONDING -> "Responding";
        case VERIFYING -> "Verifying";
        case ESCALATED -> "Escalated";
        case SNOOZED -> "Snoozed";
        case MAINTENANCE -> "Maintenance";
        case RECOVERED -> "Recovered";
        case CLOSED -> "Closed";
      };
    }

    @Override
    String since(String who, String time) {
      return who.isEmpty() ? "Since " + time : who + ", since " + time;
    }

    @Override
    String until(String time) {
      return "Until " + time;
    }

    @Override
    String late() {
      return "A deadline is over";
    }

    @Override
    String severity(Severity severity) {
      return switch (severity) {
        case CRITICAL -> "Critical";
        case UNKNOWN -> "Unknown severity";
        case WARNING -> "Warning";
        case INFO, NONE -> "Info";
      };
    }
  },
  JAPANESE {
    @Override
    String reason(NoticePolicy.Reason reason) {
      return switch (reason) {
        case NEW -> "新規";
        case RAISED -> "重大度上昇";
        case FIRED_AGAIN -> "再発";
        case MAINTENANCE_OVER -> "メンテナンス後も発火中";
        case ASSIGNED -> "担当変更";
        case OVERDUE -> "復旧期限超過";
        case HALFWAY -> "対応時間の半分経過";
        case HANDED_OVER -> "エスカレーション";
        case BREACHED -> "対応期限超過";
        case AT_RISK -> "対応期限間近";
        case UNANSWERED -> "未応答";
        case REMINDER -> "対応中のまま";
        case RECOVERED -> "復旧";
      };
    }

    @Override
    String due(String clock, Duration left) {
      return left.isNegative()
          ? "対応期限 " + clock + " を" + minutes(left.negated()) + "分過ぎています"
          : "対応期限 " + clock + " まで" + minutes(left) + "分";
    }

    @Override
    String together(int count, long critical) {
      return critical == 0 ? "インシデント" + count + "件" : "インシデント" + count + "件（重大" + critical + "件）";
    }

    @Override
    String test() {
      return "テスト: Toban からの通知";
    }

    @Override
    String testFrom(String by, String console) {
      return by + " が " + console + " から送信。対応は不要です。";
    }

    @Override
    String more(int count) {
      return "ほか" + count + "件";
    }

    @Override
    String afterQuiet(String what) {
      return "静穏時間中: " + what;
    }

    @Override
    String state(Standing.State state) {
      return switch (state) {
        case WAITING -> "未応答";
        case ACKNOWLEDGED -> "応答済み";
        case DIAGNOSING -> "診断中";
        case RESPONDING -> "対応中";
        case VERIFYING -> "確認中";
        case ESCALATED -> "エスカレーション中";
        case SNOOZED -> "スヌーズ中";
        case MAINTENANCE -> "メンテナンス中";
        case RECOVERED -> "復旧";
        case CLOSED -> "完了";
      };
    }

    @Override
    String since(String who, String time) {
      return who.isEmpty() ? time + " から" : who + "（" + time + " から）";
    }

    @Override
    String until(String time) {
      return time + " まで";
    }

    @Override
    String late() {
      return "期限を過ぎています";
    }

    @Override
    String severity(Severity severity) {
      return switch (severity) {
        case CRITICAL -> "重大";
        case UNKNOWN -> "重要度不明";
        case WARNING -> "警告";
        case INFO, NONE -> "情報";
      };
    }
  };

  static NoticeWords of(Locale language) {
    return language.getLanguage().equals("ja") ? JAPANESE : ENGLISH;
  }

  private static long minutes(Duration time) {
    return time.plusSeconds(59).toMinutes();
  }

  abstract String reason(NoticePolicy.Reason reason);

  abstract String due(String clock, Duration left);

  abstract String together(int count, long critical);

  abstract String test();

  abstract String testFrom(String by, String console);

  abstract String more(int count);

  abstract String afterQuiet(String what);

  abstract String state(Standing.State state);

  /** Who has it since when; nobody is named with an empty name. */
  abstract String since(String who, String time);

  abstract String until(String time);

  abstract String late();

  abstract String severity(Severity severity);
}
