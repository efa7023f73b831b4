package org.toban.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.WeeklyHours;
import org.toban.notice.NoticePlan;
import org.toban.notice.Outlet;
import org.toban.notice.Pace;
import org.toban.notice.Plain;
import org.toban.notice.QuietHours;
import org.toban.notice.Reader;
import org.toban.notice.Rule;
import org.toban.notice.mail.MailSettings;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Secret;

/** Reads how people are told. */
final class NoticeReader {
  private static final Pattern SMTP = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\s]+):(\\d{1,5})");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+'=-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
  private static final Pattern SLACK_CHANNEL = Pattern.compile("[CGD][A-Z0-9]{6,20}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1\\]");

  /** Channels that are there without a name of the person's. */
  private static final Set<String> OTHERS = Set.of("desktop", "sound", "log");

  private static final Set<Severity> MAY_WAIT = EnumSet.of(Severity.UNKNOWN, Severity.WARNING);

  private final Path folder;
  private final Places places;
  private final SecretReader secrets;
  private final Reader usual;

  /**
   * A reader.
   *
   * @param usual who reads a channel that says nothing else
   */
  NoticeReader(Path folder, Places places, Reader usual) {
    this.folder = folder;
    this.places = places;
    this.secrets = new SecretReader(folder, places);
    this.usual = usual;
  }

  NoticeSettings read(Section notices) {
    Set<String> channels = new LinkedHashSet<>();
    List<Outlet> outlets = new ArrayList<>();
    boolean desktop = notices.flag("desktop");
    if (desktop) {
      channels.add("desktop");
    }
    NoticeSettings.Sound sound = null;
    if (notices.has("sound")) {
      Section section = notices.section("sound");
      channels.add("sound");
      outlets.add(new Outlet("sound", true, usual, severities(section, "severities")));
      sound = sound(section);
    }
    List<NoticeSettings.Slack> slack = new ArrayList<>();
    for (Section section : notices.sections("slack")) {
      String name = name(section, channels);
      outlets.add(outlet(name, section));
      slack(section, name).ifPresent(slack::add);
    }
    List<NoticeSettings.Email> email = new ArrayList<>();
    for (Section section : notices.sections("email")) {
      String name = name(section, channels);
      outlets.add(outlet(name, section));
      email(section).ifPresent(it -> email.add(new NoticeSettings.Email(name, it)));
    }
    List<Rule> rules = notices.list("rules").stream().map(rule -> rule(rule, channels)).toList();
    List<QuietHours> quiet =
        notices.list("quiet").stream().map(this::quiet).flatMap(Optional::stream).toList();
    NoticePlan plan =
        new NoticePlan(
            outlets,
            rules,
            quiet,
            notices.flag("recovered"),
            new Pace(notices.count("burst"), notices.duration("burst_window")));
    return new NoticeSettings(desktop, sound, slack, email, plan);
  }

  /** Its name, by which rules, histories and people know it; two of one name are not told apart. */
  private static String name(Section section, Set<String> taken) {
    String written = section.text("name");
    String name = written == null ? "" : written; // noted already
    boolean reserved = OTHERS.contains(name);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      section.wrong("name", Slip.NO_CHANNEL_NAME.of(Plain.line(name, 40)));
    } else if (reserved || !taken.add(name)) {
      section.wrong("name", Slip.CHANNEL_NAMED_TWICE.of(name));
    }
    return name;
  }

  private Outlet outlet(String name, Section section) {
    Reader reader = new Reader(language(section), zone(section, usual.zone()));
    return new Outlet(name, true, reader, severities(section, "severities"));
  }

  private Locale language(Section section) {
    String language = section.text("language");
    if (language != null && !language.equals("en") && !language.equals("ja")) {
      section.wrong("language", Slip.NO_LANGUAGE.of(language));
    }
    return language == null ? usual.language() : Locale.forLanguageTag(language);
  }

  private static ZoneId zone(Section section, ZoneId otherwise) {
    String zone = section.text("zone");
    try {
      return zone == null ? otherwise : ZoneId.of(zone);
    } catch (DateTimeException e) {
      section.wrong("zone", Slip.NO_ZONE.of(zone));
      return otherwise;
    }
  }

  private static Set<Severity> severities(Section section, String key) {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    for (String written : section.texts(key)) {
      try {
        severities.add(Severity.valueOf(written.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        section.wrong(key, Slip.NO_NOTICE_SEVERITY.of(written));
      }
    }
    return severities;
  }

  private static NoticeSettings.Sound sound(Section section) {
    int volume = section.count("volume");
    if (volume > 100) {
      section.wrong("volume", Slip.TOO_LOUD.of(volume));
    }
    return new NoticeSettings.Sound(Math.min(volume, 100), section.duration("repeat"));
  }

  private Optional<NoticeSettings.Slack> slack(Section section, String name) {
    var http = new HttpReader(folder, places).read(section.section("http"));
    if (!(http.signIn() instanceof SignIn.None)) {
      section.wrong("http", Slip.SLACK_SIGN_IN.of());
    }
    boolean webhook = secrets.isWritten(section, "webhook");
    boolean token = secrets.isWritten(section, "token");
    if (webhook == token) {
      section.wrong(
          webhook ? "token_file" : "webhook_file",
          (webhook ? Slip.TWO_WAYS_TO_SLACK : Slip.NO_WAY_TO_SLACK).of());
      return Optional.empty();
    }
    if (webhook) {
      return Optional.ofNullable(secrets.read(section, "webhook"))
          .map(address -> new NoticeSettings.Webhook(name, address, http));
    }
    Secret secret = secrets.read(section, "token");
    String channel = section.required("channel");
    if (!channel.isEmpty() && !SLACK_CHANNEL.matcher(channel).matches()) {
      section.wrong("channel", Slip.NO_SLACK_CHANNEL.of(channel));
    }
    return Optional.ofNullable(secret).map(it -> new NoticeSettings.Bot(name, it, channel, http));
  }

  private Optional<MailSettings> email(Section section) {
    Matcher smtp = SMTP.matcher(section.required("smtp"));
    boolean reachable = smtp.matches() && Integer.parseInt(smtp.group(2)) <= 65_535;
    if (!reachable && section.has("smtp")) {
      section.wrong("smtp", Slip.NO_MAIL_SERVER.of());
    }
    MailSettings.Security security = security(section);
    String user = section.text("username");
    Secret password = secrets.read(section, "password");
    if ((user == null) != (password == null) && !section.refusedSecret()) {
      section.wrong(user == null ? "password_file" : "username", Slip.HALF_A_MAIL_SIGN_IN.of());
    }
    String from = address(section, "from", section.required("from"));
    List<String> to = section.texts("to").stream().map(it -> address(section, "to", it)).toList();
    if (to.isEmpty()) {
      section.wrong("to", Slip.MAIL_TO_NOBODY.of());
    }
    boolean local = reachable && LOOPBACK.matcher(smtp.group(1)).matches();
    if (security == MailSettings.Security.NONE && user != null && !local) {
      section.wrong("security", Slip.READABLE_PASSWORD.of());
    }
    String ca = section.text("ca_file");
    Path authority = ca == null ? null : secrets.existing(section, "ca_file", ca);
    boolean whole = reachable && !from.isEmpty() && !to.isEmpty();
    return whole && (user == null) == (password == null)
        ? Optional.of(
            new MailSettings(
                smtp.group(1),
                Integer.parseInt(smtp.group(2)),
                security,
                user,
                password,
                org.toban.source.tls.Tls.ofAuthority(authority),
                from,
                to))
        : Optional.empty();
  }

  private static MailSettings.Security security(Section section) {
    String written = String.valueOf(section.text("security"));
    return switch (written) {
      case "tls" -> MailSettings.Security.TLS;
      case "none" -> MailSettings.Security.NONE;
      case "starttls" -> MailSettings.Security.STARTTLS;
      default -> {
        section.wrong("security", Slip.NO_MAIL_SECURITY.of(written));
        yield MailSettings.Security.STARTTLS;
      }
    };
  }

  private static String address(Section section, String key, String written) {
    if (!written.isEmpty() && !ADDRESS.matcher(written).matches()) {
      section.wrong(key, Slip.NO_MAIL_ADDRESS.of(written));
      return "";
    }
    return written;
  }

  private static Rule rule(Section section, Set<String> channels) {
    List<String> by = section.texts("by");
    for (String name : by) {
      if (!channels.contains(name)) {
        section.wrong("by", Slip.NO_CHANNEL.of(name, String.join(", ", channels)));
      }
    }
    if (!section.has("by")) {
      section.wrong("by", Slip.RULE_WITHOUT_CHANNEL.of());
    }
    return new Rule(
        severities(section, "severities"), section.texts("owners"), matchers(section), by);
  }

  private static @Nullable Matchers matchers(Section section) {
    List<org.toban.alert.Matcher> matchers = new ArrayList<>();
    for (String text : section.texts("match")) {
      try {
        matchers.addAll(Matchers.parse(text).all());
      } catch (MatcherProblem e) {
        section.wrong("match", Slip.NO_MATCHER.of(text, e.why(), "team=\"storage\""));
      }
    }
    return matchers.isEmpty() ? null : new Matchers(matchers);
  }

  private Optional<QuietHours> quiet(Section section) {
    Set<Severity> severities = severities(section, "severities");
    if (severities.contains(Severity.CRITICAL)) {
      section.wrong("severities", Slip.CRITICAL_NEVER_WAITS.of());
      severities.remove(Severity.CRITICAL);
    }
    ZoneId zone = zone(section, usual.zone());
    try {
      TeamReader.Hours hours = TeamReader.hours(section.required("hours"));
      return Optional.of(
          new QuietHours(
              severities.isEmpty() ? MAY_WAIT : severities,
              new WeeklyHours(hours.days(), hours.from(), hours.to(), zone)));
    } catch (DateTimeException e) {
      if (section.has("hours")) {
        section.wrong("hours", Slip.NO_QUIET_HOURS.of());
      }
      return Optional.empty();
    }
  }
}
