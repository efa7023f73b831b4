package org.toban.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the values of the {@code severity} label, in any case, to a {@link Severity}. */
public record SeverityMap(Map<String, Severity> byValue) {
  public SeverityMap {
    Map<String, Severity> lower = new LinkedHashMap<>();
    byValue.forEach((value, severity) -> lower.put(value.toLowerCase(Locale.ROOT), severity));
    byValue = Map.copyOf(lower);
  }

  /** The values in common use: critical, page, s1, P1, warning, info, none, and their kin. */
  public static SeverityMap standard() {
    Map<String, Severity> map = new LinkedHashMap<>();
    for (String value :
        "critical crit page emergency fatal disaster high error s1 p1 sev1 重大 致命的".split(" ", -1)) {
      map.put(value, Severity.CRITICAL);
    }
    for (String value :
        "warning warn average major minor medium ticket s2 s3 p2 p3 sev2 sev3 警告".split(" ", -1)) {
      map.put(value, Severity.WARNING);
    }
    for (String value :
        "info information informational notice low s4 p4 p5 sev4 sev5 情報".split(" ", -1)) {
      map.put(value, Severity.INFO);
    }
    for (String value : "none watchdog".split(" ", -1)) {
      map.put(value, Severity.NONE);
    }
    return new SeverityMap(map);
  }

  /** A missing label is a warning, an unmapped value is unknown. */
  public Severity severityOf(@Nullable String labelValue) {
    if (labelValue == null || labelValue.isBlank()) {
      return Severity.WARNING;
    }
    return byValue.getOrDefault(labelValue.strip().toLowerCase(Locale.ROOT), Severity.UNKNOWN);
  }

  /** This map with other entries laid over it. */
  public SeverityMap with(Map<String, Severity> overrides) {
    Map<String, Severity> merged = new LinkedHashMap<>(byValue);
    merged.putAll(overrides);
    return new SeverityMap(merged);
  }
}
