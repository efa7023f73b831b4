package org.toban.runbook;

import java.text.Normalizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.ResponseTime;

/** Reads the response time of a table cell: {@code 15分以内}, {@code 4h}, {@code 1 business day}. */
public final class ResponseTimes {
  private static final Set<String> NONE =
      Set.of(
          "", "-", "--", "—", "–", "なし", "無し", "無", "不要", "対象外", "none", "no", "n/a", "无", "不需要");
  private static final List<String> BEFORE = List.of("within", "under", "in", "<=", "<", "≤");
  private static final List<String> AFTER = List.of("以内", "以下", "まで", "内", "or less");
  private static final Set<String> NEXT_BUSINESS_DAY = Set.of("翌営業日", "next business day", "下个工作日");
  private static final Set<String> BUSINESS_DAYS =
      Set.of(
          "営業日", "businessday", "businessdays", "workingday", "workingdays", "bd", "个工作日", "工作日");
  private static final Map<String, Long> SECONDS = new HashMap<>();
  private static final Pattern PART = Pattern.compile("(\\d{1,5})\\s*(\\p{L}[\\p{L} ]{0,20})");
  private static final long LONGEST = 366 * 86_400L;

  static {
    unit(1, "秒 s sec secs second seconds");
    unit(60, "分 分間 m min mins minute minutes 分钟");
    unit(3600, "時間 h hr hrs hour hours 小时 个小时");
    unit(86_400, "日 日間 d day days 天");
    unit(604_800, "週間 w week weeks 周");
  }

  private ResponseTimes() {}

  private static void unit(long seconds, String words) {
    for (String word : words.split(" ", -1)) {
      SECONDS.put(word, seconds);
    }
  }

  /** Whether a cell says that there is nothing: empty, a dash, none, なし. */
  public static boolean saysNone(String cell) {
    return NONE.contains(plain(cell));
  }

  /** The time that a cell states; empty when it cannot be read (or says none). */
  public static Optional<ResponseTime> read(String cell) {
    String text = plain(cell);
    for (String word : BEFORE) {
      if (text.startsWith(word)) {
        text = text.substring(word.length()).strip();
      }
    }
    for (String word : AFTER) {
      if (text.endsWith(word)) {
        text = text.substring(0, text.length() - word.length()).strip();
      }
    }
    if (NEXT_BUSINESS_DAY.contains(text)) {
      return Optional.of(new ResponseTime.BusinessDays(1));
    }
    return Optional.ofNullable(sum(text));
  }

  private static @Nullable ResponseTime sum(String text) {
    Matcher part = PART.matcher(text);
    long seconds = 0;
    int at = 0;
    while (at < text.length() && part.region(at, text.length()).lookingAt()) {
      long amount = Long.parseLong(part.group(1));
      String unit = part.group(2).replace(" ", "");
      if (BUSINESS_DAYS.contains(unit)) {
        boolean alone = at == 0 && part.end() == text.length();
        return alone && amount > 0 && amount <= 366
            ? new ResponseTime.BusinessDays((int) amount)
            : null;
      }
      Long each = SECONDS.get(unit);
      if (each == null) {
        return null;
      }
      seconds += amount * each;
      at = part.end();
    }
    return at == text.length() && seconds > 0 && seconds <= LONGEST
        ? new ResponseTime.Wall(Duration.ofSeconds(seconds))
        : null;
  }

  /**
   * The response time of a severity when no row of a table states one: the shortest that the
   * reference table gives to that level (15 minutes, 1 hour), none for info.
   */
  static @Nullable ResponseTime standard(Severity severity) {
    return switch (severity) {
      case CRITICAL -> new ResponseTime.Wall(Duration.ofMinutes(15));
      case WARNING, UNKNOWN -> new ResponseTime.Wall(Duration.ofHours(1));
      case INFO, NONE -> null;
    };
  }

  private static String plain(String cell) {
    return Normalizer.normalize(cell, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }
}
