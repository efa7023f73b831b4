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
    String more(int count) {
      return "and " + count + " more";
    }

    @Override
    String afterQuiet(String what) {
      return "While it was quiet: " + what;
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
    String more(int count) {
      return "ほか" + count + "件";
    }

    @Override
    String afterQuiet(String what) {
      return "静穏時間中: " + what;
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

  abstract String more(int count);

  abstract String afterQuiet(String what);

  abstract String severity(Severity severity);
}
