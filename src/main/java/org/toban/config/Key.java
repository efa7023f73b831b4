package org.toban.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One key of toban.yml. {@link #ALL} is the whole language: what is read, what it is when it is not
 * written, what the documentation must say.
 *
 * @param path with {@code []} for each item of a list and {@code *} for any name
 * @param standard what holds when it is not written, as it would be written; empty for nothing
 */
public record Key(String path, Kind kind, String standard) {

  /** What may be written. The word is the documentation's. */
  public enum Kind {
    SECTION("section"),
    LIST("list of sections"),
    /** Read under the same path either way: most people have one. */
    SECTIONS("section or list"),
    TEXT("text"),
    TEXTS("text or list"),
    DURATION("duration"),
    NUMBER("number"),
    SIZE("size"),
    FLAG("true or false"),
    PATH("path"),
    PATHS("path or list"),
    SECRET_FILE("path"),
    /** Planned, but this version cannot do it: refused rather than ignored. */
    LATER("not in this version"),
    /** A secret written out: refused, because a file that people copy is no place for it. */
    INLINE_SECRET("refused"),
    /** What Prometheus knows and Toban does not do on purpose: refused with what to do instead. */
    NEVER("not possible");

    public final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private static final Set<Kind> REFUSED = Set.of(Kind.INLINE_SECRET, Kind.NEVER, Kind.LATER);

  /** Sections that have the keys of {@code sources[].http}. */
  private static final Set<String> SHARED =
      Set.of("logs[].http", "notices.slack.http", "requests.http");

  private static final List<Key> SOURCES =
      List.of(
          new Key("sources", Kind.LIST, ""),
          new Key("sources[].name", Kind.TEXT, ""),
          new Key("sources[].alertmanager", Kind.TEXTS, ""),
          new Key("sources[].prometheus", Kind.TEXT, ""),
          new Key("sources[].grafana", Kind.TEXT, ""),
          new Key("sources[].interval", Kind.DURATION, "15s"),
          new Key("sources[].timeout", Kind.DURATION, "10s"),
          new Key("sources[].max_bytes", Kind.SIZE, "64MB"),
          new Key("sources[].resend_interval", Kind.DURATION, "1m"),
          new Key("sources[].watchdog", Kind.TEXTS, ""),
          new Key("sources[].replica_labels", Kind.TEXTS, ""),
          new Key("sources[].receivers", Kind.TEXTS, ""),
          new Key("sources[].filter", Kind.TEXTS, ""),
          new Key("sources[].urgent", Kind.TEXTS, ""),
          new Key("sources[].inspect", Kind.DURATION, "1m"),
          new Key("sources[].explore", Kind.TEXT, ""));

  private static final List<Key> REST =
      List.of(
          new Key("push", Kind.SECTION, ""),
          new Key("push.listen", Kind.TEXT, ""),
          new Key("limits", Kind.SECTION, ""),
          new Key("limits.alerts", Kind.NUMBER, "150000"),
          new Key("severities", Kind.SECTION, ""),
          new Key("severities.*", Kind.TEXT, ""),
          new Key("runbooks", Kind.PATHS, ""));

  private static final List<Key> WORK =
      List.of(
          new Key("incidents", Kind.SECTION, ""),
          new Key("incidents.group_by", Kind.TEXTS, ""),
          new Key("incidents.groups", Kind.TEXT, "labels"),
          new Key("incidents.clear_polls", Kind.NUMBER, "2"),
          new Key("incidents.reopen_window", Kind.DURATION, "10m"),
          new Key("incidents.repeat_page", Kind.DURATION, "5m"),
          new Key("incidents.escalate_after", Kind.DURATION, "15m"),
          new Key("incidents.storm", Kind.NUMBER, "20"),
          new Key("incidents.longest_snooze", Kind.DURATION, "1d"),
          new Key("incidents.recovery", Kind.SECTION, ""),
          new Key("incidents.recovery.*", Kind.DURATION, ""),
          new Key("escalations", Kind.LIST, ""),
          new Key("escalations[].name", Kind.TEXT, ""),
          new Key("escalations[].match", Kind.TEXTS, ""),
          new Key("escalations[].owner", Kind.TEXT, ""),
          new Key("escalations[].rounds", Kind.NUMBER, "1"),
          new Key("escalations[].steps", Kind.LIST, ""),
          new Key("escalations[].steps[].to", Kind.TEXTS, ""),
          new Key("escalations[].steps[].after", Kind.DURATION, "15m"),
          new Key("maintenance", Kind.SECTION, ""),
          new Key("maintenance.windows", Kind.LIST, ""),
          new Key("maintenance.windows[].name", Kind.TEXT, ""),
          new Key("maintenance.windows[].match", Kind.TEXTS, ""),
          new Key("maintenance.windows[].from", Kind.TEXT, ""),
          new Key("maintenance.windows[].until", Kind.TEXT, ""),
          new Key("maintenance.windows[].hours", Kind.TEXT, ""),
          new Key("maintenance.windows[].zone", Kind.TEXT, ""),
          new Key("maintenance.announced_by", Kind.TEXTS, ""),
          new Key("maintenance.ignored_labels", Kind.TEXTS, "job"),
          new Key("maintenance.marked_by", Kind.TEXTS, ""),
          new Key("maintenance.longest", Kind.DURATION, "1d"),
          new Key("maintenance.pause_deadlines", Kind.FLAG, "true"),
          new Key("remedies", Kind.SECTION, ""),
          new Key("remedies.run_limit", Kind.DURATION, "1m"),
          new Key("remedies.verify_every", Kind.DURATION, "15s"),
          new Key("remedies.verify_limit", Kind.DURATION, "5m"),
          new Key("remedies.start_limit", Kind.SECTION, ""),
          new Key("remedies.start_limit.burst", Kind.NUMBER, "3"),
          new Key("remedies.start_limit.window", Kind.DURATION, "300s"),
          new Key("requests", Kind.SECTION, ""),
          new Key("requests.allow", Kind.TEXTS, ""),
          new Key("requests.http", Kind.SECTION, ""),
          new Key("secrets", Kind.SECTION, ""),
          new Key("secrets.*", Kind.SECTION, ""),
          new Key("secrets.*.value", Kind.INLINE_SECRET, ""),
          new Key("secrets.*.value_file", Kind.SECRET_FILE, ""),
          new Key("secrets.*.value_env", Kind.TEXT, ""),
          new Key("secrets.*.value_command", Kind.TEXTS, ""),
          new Key("secrets.*.value_keyring", Kind.TEXT, ""),
          new Key("secrets.*.hosts", Kind.TEXTS, ""),
          new Key("team", Kind.SECTION, ""),
          new Key("team.zone", Kind.TEXT, ""),
          new Key("team.hours", Kind.TEXT, "Mo-Fr 09:00-18:00"),
          new Key("team.holidays", Kind.TEXT, ""),
          new Key("team.days_off", Kind.TEXTS, ""));

  private static final List<Key> LAST =
      List.of(
          new Key("history", Kind.PATH, ""),
          new Key("person", Kind.TEXT, ""),
          new Key("console", Kind.TEXT, ""),
          new Key("language", Kind.TEXT, ""),
          new Key("logs", Kind.LIST, ""),
          new Key("logs[].name", Kind.TEXT, ""),
          new Key("logs[].loki", Kind.TEXTS, ""),
          new Key("logs[].elasticsearch", Kind.TEXTS, ""),
          new Key("logs[].query", Kind.TEXT, ""),
          new Key("logs[].index", Kind.TEXT, ""),
          new Key("logs[].time_field", Kind.TEXT, "@timestamp"),
          new Key("logs[].message_field", Kind.TEXT, "message"),
          new Key("logs[].level_field", Kind.TEXT, ""),
          new Key("logs[].levels", Kind.TEXTS, ""),
          new Key("logs[].window", Kind.DURATION, "5m"),
          new Key("logs[].threshold", Kind.NUMBER, "1"),
          new Key("logs[].new_pattern", Kind.FLAG, "false"),
          new Key("logs[].known_for", Kind.DURATION, "1d"),
          new Key("logs[].group_by", Kind.TEXTS, ""),
          new Key("logs[].severity", Kind.TEXT, ""),
          new Key("logs[].labels", Kind.SECTION, ""),
          new Key("logs[].labels.*", Kind.TEXT, ""),
          new Key("logs[].annotations", Kind.SECTION, ""),
          new Key("logs[].annotations.*", Kind.TEXT, ""),
          new Key("logs[].around", Kind.SECTION, ""),
          new Key("logs[].around.*", Kind.TEXT, ""),
          new Key("logs[].interval", Kind.DURATION, "30s"),
          new Key("logs[].timeout", Kind.DURATION, "10s"),
          new Key("logs[].max_bytes", Kind.SIZE, "16MB"),
          new Key("logs[].max_lines", Kind.NUMBER, "5000"),
          new Key("logs[].http", Kind.SECTION, ""));

  private static final List<Key> ON_CALL =
      List.of(
          new Key("oncall", Kind.LIST, ""),
          new Key("oncall[].name", Kind.TEXT, ""),
          new Key("oncall[].file", Kind.PATH, ""),
          new Key("oncall[].url", Kind.TEXT, ""),
          new Key("oncall[].url_file", Kind.SECRET_FILE, ""),
          new Key("oncall[].url_env", Kind.TEXT, ""),
          new Key("oncall[].url_command", Kind.TEXTS, ""),
          new Key("oncall[].url_keyring", Kind.TEXT, ""),
          new Key("oncall[].contacts", Kind.TEXTS, ""),
          new Key("oncall[].person", Kind.TEXT, ""),
          new Key("oncall[].zone", Kind.TEXT, ""),
          new Key("oncall[].interval", Kind.DURATION, "5m"),
          new Key("oncall[].timeout", Kind.DURATION, "10s"),
          new Key("oncall[].max_bytes", Kind.SIZE, "4MB"),
          new Key("oncall[].overrides", Kind.LIST, ""),
          new Key("oncall[].overrides[].who", Kind.TEXT, ""),
          new Key("oncall[].overrides[].from", Kind.TEXT, ""),
          new Key("oncall[].overrides[].until", Kind.TEXT, ""));

  public static final List<Key> ALL =
      Stream.of(
              SOURCES,
              HttpKeys.under("sources[].http"),
              REST,
              SshKeys.ALL,
              WORK,
              NoticeKeys.ALL,
              LAST,
              ON_CALL,
              HttpKeys.under("oncall[].http"))
          .flatMap(List::stream)
          .toList();

  /** The key of a name inside a section, or of any name when the section has free names. */
  public static Optional<Key> of(String section, String name) {
    String path = section.isEmpty() ? name : section + "." + name;
    return named(path).or(() -> named(section + ".*"));
  }

  private static Optional<Key> named(String path) {
    return ALL.stream().filter(key -> key.path().equals(path)).findFirst();
  }

  /** The path whose keys a section has: one table for all that say how to speak to a server. */
  static String table(String path) {
    return SHARED.contains(path) ? "sources[].http" : path;
  }

  /** The keys directly in a section or in an item of a list that may be written. */
  public static List<Key> in(String section) {
    String prefix = section.isEmpty() ? "" : table(section) + ".";
    return ALL.stream()
        .filter(key -> key.path().startsWith(prefix) && !REFUSED.contains(key.kind()))
        .filter(key -> key.path().indexOf('.', prefix.length()) < 0)
        .toList();
  }

  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The names that may stand in a section. */
  static List<String> namesIn(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    return ALL.stream()
        .filter(key -> key.kind() != Kind.INLINE_SECRET && key.kind() != Kind.NEVER)
        .map(Key::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .filter(name -> name.indexOf('.') < 0 && !name.equals("*") && !name.contains("["))
        .toList();
  }
}
