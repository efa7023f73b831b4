package org.toban.app.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.toban.runbook.Difference;
import org.toban.runbook.HostSetting;
import org.toban.ui.look.Plain;

/** How a setting stands on a host, for a person and for a program. */
public final class StandingLines {
  private StandingLines() {}

  /**
   * Lines for a terminal.
   *
   * @param difference whether the lines that differ are shown, and what follows an installation
   */
  public static List<String> of(Standing it, boolean difference) {
    HostSetting setting = it.declared().setting();
    String where = it.declared().host().isEmpty() ? "(no host)" : it.declared().host();
    String path = setting.path().isEmpty() ? "(" + setting.place() + ")" : setting.path();
    List<String> lines = new ArrayList<>();
    lines.add(
        Plain.exact(
            "%-11s %-10s %-9s %s  %s"
                .formatted(
                    it.state().name().toLowerCase(Locale.ROOT),
                    where,
                    setting.kind(),
                    setting.terms().name(),
                    path)));
    it.rights().forEach(line -> lines.add("  " + Plain.exact(line)));
    it.detail().lines().forEach(line -> lines.add("  " + Plain.exact(line)));
    if (difference) {
      for (Difference.Line line : it.difference().lines()) {
        lines.add("  " + Plain.exact(line.marked()));
      }
      if (it.isDrift() && !setting.terms().reload().isEmpty()) {
        lines.add("  then: " + Plain.exact(setting.terms().reload()));
      }
    }
    return lines;
  }

  /** Names and values, in order. */
  public static Map<String, Object> entry(Standing it) {
    HostSetting setting = it.declared().setting();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", setting.terms().name());
    entry.put("title", setting.title());
    entry.put("kind", setting.kind());
    entry.put("host", it.declared().host());
    entry.put("path", setting.path());
    entry.put("file", setting.place().file());
    entry.put("line", setting.place().line());
    entry.put("state", it.state());
    entry.put("rights", it.rights());
    entry.put("detail", it.detail());
    entry.put("reload", setting.terms().reload());
    entry.put(
        "diff",
        it.difference().lines().stream()
            .map(line -> line.marked() + "\n")
            .collect(Collectors.joining()));
    return entry;
  }
}
