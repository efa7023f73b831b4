package org.toban.runbook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Words for how often a review is held. */
final class Cadences {
  private static final Map<String, String> PERIODS = new HashMap<>();

  static {
    put("daily", "毎日 日次 daily everyday 每天");
    put("weekly", "毎週 週次 weekly everyweek 每周");
    put("monthly", "毎月 月次 monthly everymonth 每月");
    put("quarterly", "毎四半期 四半期 四半期ごと quarterly everyquarter 每季度");
    put("yearly", "毎年 年次 yearly annually everyyear 每年");
  }

  private Cadences() {}

  private static void put(String period, String words) {
    for (String word : words.split(" ", -1)) {
      PERIODS.put(Key.of(word), period);
    }
  }

  /** {@code weekly}, {@code monthly}, {@code quarterly} and so on; empty for other words. */
  static Optional<String> period(String word) {
    return Optional.ofNullable(PERIODS.get(Key.of(word)));
  }
}
