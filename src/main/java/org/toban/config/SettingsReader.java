package org.toban.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.engine.EngineSettings;
import org.toban.incident.BusinessCalendar;
import org.toban.incident.Roster;
import org.toban.notice.NoticePlan;
import org.toban.notice.Reader;
import org.toban.remedy.StartLimit;
import org.toban.source.SourceSettings;

/** Makes each room's settings from the nodes of toban.yml. */
final class SettingsReader {
  private static final java.util.regex.Pattern LISTEN =
      java.util.regex.Pattern.compile("\\[?(localhost|::1|127[0-9.]+)\\]?:(\\d{1,5})");

  private final Path folder;
  private final Places places;
  private final Mistakes mistakes;

  SettingsReader(Path file, Places places, Mistakes mistakes) {
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    this.places = places;
    this.mistakes = mistakes;
  }

  Settings read(Node node) {
    Section root = Section.root(node, mistakes);
    String language = language(root);
    SourceReader sourceReader = new SourceReader(folder, places);
    List<SourceSettings> sources = sourceReader.read(root);
    BusinessCalendar calendar = new TeamReader(root.section("team")).calendar();
    List<OnCallReader.Read> schedules =
        new OnCallReader(folder, places, calendar.zone()).read(root);
    Roster roster = Roster.of(schedules.stream().map(OnCallReader.Read::rota).toList());
    EngineSettings engine = engine(root, language, calendar, roster);
    Reader reader = new Reader(engine.desk().language(), engine.calendar().zone());
    NoticeSettings notices = new NoticeReader(folder, places, reader).read(root.section("notices"));
    Section ssh = root.section("ssh");
    HostReader hosts = new HostReader(folder, places, ssh);
    boolean groups = engine.answering().serverGroups();
    return new Settings(
        groups ? sources.stream().map(SourceSettings::withGroups).toList() : sources,
        new LogReader(sourceReader).read(root, sources),
        schedules.stream().map(OnCallReader.Read::feed).filter(Objects::nonNull).toList(),
        engine.with(notices.plan()),
        hosts.inventory(root.section("hosts")).with(new RequestsReader(folder, places).read(root)),
        hosts.settings(),
        SettingFolders.read(ssh),
        root.texts("runbooks").stream().map(this::resolve).toList(),
        push(root.section("push")),
        history(root),
        notices,
        textOr(root, "person", places.user()),
        language);
  }

  private EngineSettings engine(
      Section root, String language, BusinessCalendar calendar, Roster roster) {
    Section incidents = root.section("incidents");
    Section remedies = root.section("remedies");
    Section limit = remedies.section("start_limit");
    return new EngineSettings(
        new EngineSettings.Desk(
            textOr(root, "console", places.hostName()), false, Locale.forLanguageTag(language)),
        new EngineSettings.Sorting(
            severities(root.section("severities")),
            calendar,
            incidents.texts("group_by"),
            incidents.count("clear_polls")),
        new EngineSettings.Times(
            incidents.duration("reopen_window"),
            incidents.positive("repeat_page"),
            incidents.positive("escalate_after"),
            remedies.positive("run_limit"),
            remedies.positive("verify_every"),
            remedies.positive("verify_limit")),
        EngineSettings.Limits.standard()
            .with(new StartLimit(limit.count("burst"), limit.positive("window")))
            .withAlerts(root.section("limits").count("alerts")),
        new AnsweringReader(root, roster, calendar.zone()).read(),
        NoticePlan.simple(List.of(), Locale.ROOT, ZoneId.of("UTC")));
  }

  private static SeverityMap severities(Section section) {
    Map<String, Severity> map = new LinkedHashMap<>();
    for (String value : section.names()) {
      String written = section.text(value);
      try {
        map.put(value, Severity.valueOf((written == null ? "" : written).toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        section.wrong(value, Slip.NO_SEVERITY.of(written));
      }
    }
    return SeverityMap.standard().with(map);
  }

  /** Only this machine may ring: what comes from further away could be anybody. */
  private static @Nullable InetSocketAddress push(Section section) {
    if (!section.isWritten()) {
      return null;
    }
    String written = section.required("listen");
    Optional<InetSocketAddress> listen = loopback(written);
    if (listen.isEmpty() && section.has("listen")) {
      section.wrong("listen", Slip.NO_PUSH_ADDRESS.of(written));
    }
    return listen.orElse(null);
  }

  private static Optional<InetSocketAddress> loopback(String written) {
    java.util.regex.Matcher listen = LISTEN.matcher(written);
    if (!listen.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address =
          InetAddress.ofLiteral(listen.group(1).replace("localhost", "127.0.0.1"));
      return address.isLoopbackAddress()
          ? Optional.of(new InetSocketAddress(address, Integer.parseInt(listen.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Path history(Section root) {
    String written = root.text("history");
    if (written != null && written.matches("(?i)(jdbc:|postgres).*")) {
      root.wrong("history", Slip.SHARED_HISTORY.of());
    }
    return written == null ? places.state().resolve("history.db") : resolve(written);
  }

  private String language(Section root) {
    String language = textOr(root, "language", places.language());
    if (!language.equals("en") && !language.equals("ja")) {
      root.wrong("language", Slip.NO_LANGUAGE.of(language));
    }
    return language;
  }

  private Path resolve(String written) {
    return places.resolve(folder, written);
  }

  private static String textOr(Section section, String key, String otherwise) {
    String text = section.text(key);
    return text == null ? otherwise : text;
  }
}
