package org.toban.runbook;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;

/** A table whose header names alerts, their level and what is due: each row is a policy. */
final class PolicyTable {
  /** The columns that Toban knows, by the keys of their headings. */
  private enum Column {
    NAME("アラート名 アラート 名前 名称 alert alertname alerts name 告警 告警名称 告警名 アラート名称 alertrule rulename"),
    LEVEL("レベル 重大度 重要度 深刻度 level severity priority 级别 严重程度 严重性 告警级别 等级 告警等级 优先级"),
    TIME(
        "対応時間 応答時間 対応期限 初動時間 responsetime response respondwithin timetorespond sla 响应时间 响应时限 处理时限"),
    OWNER("担当 担当者 担当チーム owner owners team responsible assignee 负责人"),
    AUTOMATIC(
        "自動対応 自動復旧 自動修復 automaticresponse automatic autoresponse automation autoremediation"
            + " 自动处理 自动响应"),
    RUNBOOK("runbook runbooks runbookurl runbooklink playbook ランブック 手順書 対応手順 处理手册 运维手册 手册 处理文档");

    /** Headings that speak of alerts and of nothing else. */
    static final Set<String> ALERTS =
        Set.of(
            "アラート名",
            "アラート",
            "アラート名称",
            "alert",
            "alertname",
            "alerts",
            "alertrule",
            "告警",
            "告警名称",
            "告警名");

    private final String words;

    Column(String words) {
      this.words = " " + words + " ";
    }

    boolean heads(String cell) {
      String key = Key.of(cell);
      return !key.isEmpty() && words.contains(" " + key + " ");
    }
  }

  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private final Page page;
  private boolean alerts;

  private PolicyTable(Page page) {
    this.page = page;
  }

  /** Reads a table into the page's policies; leaves other tables alone. */
  static void read(TableBlock block, Page page) {
    PolicyTable table = new PolicyTable(page);
    for (Node node : Markdown.below(block)) {
      if (node instanceof TableRow row) {
        if (row.getParent() instanceof TableHead) {
          table.head(row);
        } else if (table.isPolicies()) {
          table.row(row);
        }
      }
    }
  }

  private static List<String> cells(TableRow row) {
    return Markdown.children(row).stream().map(Markdown::text).toList();
  }

  /** Whether a table is one of alerts. */
  static boolean isOne(TableBlock block, Page page) {
    PolicyTable table = new PolicyTable(page);
    Markdown.below(block).stream()
        .filter(it -> it instanceof TableRow && it.getParent() instanceof TableHead)
        .findFirst()
        .ifPresent(it -> table.head((TableRow) it));
    return table.isPolicies();
  }

  private void head(TableRow row) {
    List<String> cells = cells(row);
    for (int i = 0; i < cells.size(); i++) {
      for (Column column : Column.values()) {
        if (column.heads(cells.get(i))) {
          if (columns.putIfAbsent(column, i) == null) {
            alerts |= column == Column.NAME && Column.ALERTS.contains(Key.of(cells.get(i)));
          }
        }
      }
    }
  }

  private boolean isPolicies() {
    boolean due =
        columns.containsKey(Column.TIME)
            || columns.containsKey(Column.OWNER)
            || columns.containsKey(Column.AUTOMATIC)
            || columns.containsKey(Column.RUNBOOK)
            || alerts;
    return columns.containsKey(Column.NAME) && columns.containsKey(Column.LEVEL) && due;
  }

  private String cell(List<String> cells, Column column) {
    Integer index = columns.get(column);
    return index == null || index >= cells.size() ? "" : cells.get(index);
  }

  private void row(TableRow row) {
    List<String> cells = cells(row);
    int line = Markdown.line(row);
    String name = cell(cells, Column.NAME);
    if (name.isBlank()) {
      return;
    }
    Place place = page.place(line);
    handbook(row, name);
    Severity severity = severity(cell(cells, Column.LEVEL), place);
    ResponseTime time = time(cell(cells, Column.TIME), severity, place);
    page.found()
        .policies
        .add(
            new Policy(
                name,
                severity,
                time,
                orNothing(cell(cells, Column.OWNER)),
                orNothing(cell(cells, Column.AUTOMATIC)),
                place.toString()));
  }

  /** The link of a row's runbook column, or of the alert's name itself, leads to its runbook. */
  private void handbook(TableRow row, String name) {
    List<Node> cells = Markdown.children(row);
    for (Column column : List.of(Column.RUNBOOK, Column.NAME)) {
      int at = columns.getOrDefault(column, cells.size());
      List<Node> in = at < cells.size() ? Markdown.below(cells.get(at)) : List.of();
      for (Node node : in) {
        if (node instanceof Link link) {
          page.found().handbooks.add(new Gathering.Handbook(name, link.getDestination()));
          return;
        }
      }
    }
  }

  private Severity severity(String cell, Place place) {
    Optional<Severity> severity = SeverityWords.read(cell);
    if (severity.isEmpty()) {
      page.found().problem(place, Flaw.UNKNOWN_SEVERITY, cell);
    }
    return severity.orElse(Severity.UNKNOWN);
  }

  private @Nullable ResponseTime time(String cell, Severity severity, Place place) {
    if (!columns.containsKey(Column.TIME)) {
      return ResponseTimes.standard(severity);
    }
    if (ResponseTimes.saysNone(cell)) {
      return null;
    }
    Optional<ResponseTime> time = ResponseTimes.read(cell);
    if (time.isEmpty()) {
      page.found().problem(place, Flaw.RESPONSE_TIME, cell);
    }
    return time.orElse(ResponseTimes.standard(severity));
  }

  private static String orNothing(String cell) {
    return ResponseTimes.saysNone(cell) ? "" : cell;
  }
}
