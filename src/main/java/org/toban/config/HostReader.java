package org.toban.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.remedy.Inventory;
import org.toban.remedy.Leases;
import org.toban.remedy.Passphrase;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.remedy.openssh.SshConfig;
import org.toban.remedy.openssh.SshConfig.Answer;
import org.toban.saying.Misfit;
import org.toban.saying.Saying;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings.Secret;

/** Reads the hosts that commands run on, and how they are signed in to. */
final class HostReader {
  private static final java.util.regex.Pattern SSH =
      java.util.regex.Pattern.compile("([^@:\\s]+)@([^@\\s]+?)(?::(\\d{1,5}))?");

  private static final long MAX_OUTPUT = 64 << 20;

  private final Path folder;
  private final Places places;
  private final SecretReader secrets;
  private final Section section;
  private final SshSettings settings;
  private final SshConfig openSsh;

  /**
   * @param section how hosts are signed in to
   */
  HostReader(Path folder, Places places, Section section) {
    this.folder = folder;
    this.places = places;
    this.secrets = new SecretReader(folder, places);
    this.section = section;
    boolean agent = section.flag("agent");
    this.settings = settings(agent);
    this.openSsh =
        new SshConfig(
            places.resolve(folder, section.required("config")),
            places.home(),
            places.environment(),
            settings,
            agent);
  }

  SshSettings settings() {
    return settings;
  }

  private SshSettings settings(boolean agent) {
    List<Path> identities = new ArrayList<>();
    for (String written : section.texts("identity_file")) {
      Path file = places.resolve(folder, written);
      if (!Files.isReadable(file)) {
        section.wrong("identity_file", Slip.NO_KEY_FILE.of(file));
      }
      identities.add(file);
    }
    String socket = places.environment().getOrDefault("SSH_AUTH_SOCK", "");
    return new SshSettings(
        places.resolve(folder, section.required("known_hosts")),
        identities,
        socket.isEmpty() || !agent ? null : Path.of(socket),
        passphrase(section),
        section.positive("connect_timeout"),
        section.duration("idle"),
        (int) Math.min(section.size("output_limit"), MAX_OUTPUT),
        leases());
  }

  private Leases leases() {
    String folder = section.text("lease_dir");
    try {
      return Leases.in(folder == null ? "" : folder);
    } catch (IllegalArgumentException _) {
      section.wrong("lease_dir", Slip.NO_LEASE_FOLDER.of(folder));
      return Leases.standard();
    }
  }

  private @Nullable Passphrase passphrase(Section of) {
    return password(of, "passphrase");
  }

  private @Nullable Passphrase password(Section of, String stem) {
    Secret secret = secrets.read(of, stem);
    return secret == null ? null : () -> Secrets.ofSystem().read(secret);
  }

  /** The hosts of the section, and after them those that are taken from OpenSSH's file. */
  Inventory inventory(Section hosts) {
    List<Inventory.Entry> entries = new ArrayList<>();
    hosts.named().forEach((name, host) -> entry(name, host).ifPresent(entries::add));
    List<Saying> leftOut = new ArrayList<>();
    if (section.has("config_hosts")) {
      Set<String> known = new LinkedHashSet<>(hosts.names());
      taken(section.section("config_hosts"), known, entries, leftOut);
    }
    return new Inventory(entries, leftOut);
  }

  private Optional<Inventory.Entry> entry(String name, Section host) {
    List<Matcher> match = matchers(host.section("match"), UnaryOperator.identity());
    Passphrase passphrase = passphrase(host);
    Passphrase sudo = password(host, "sudo_password");
    String written = host.required("ssh");
    if (!host.has("ssh") || written.isEmpty()) {
      return Optional.empty();
    }
    java.util.regex.Matcher ssh = SSH.matcher(written);
    if (!ssh.matches() && written.matches(".*[@\\s].*")) {
      host.wrong("ssh", Slip.NO_SIGN_IN_HOST.of());
      return Optional.empty();
    }
    if (ssh.matches()) {
      return target(name, host, ssh)
          .map(it -> new Inventory.Entry(with(it, passphrase, sudo), match));
    }
    return switch (openSsh.find(name, written)) {
      case Answer.Found it ->
          Optional.of(
              new Inventory.Entry(with(it.target(), passphrase, sudo), match, it.remarks()));
      case Answer.Refused it -> {
        host.wrong("ssh", it.told());
        yield Optional.empty();
      }
    };
  }

  private static Optional<Target> target(String name, Section host, java.util.regex.Matcher ssh) {
    int port = ssh.group(3) == null ? 22 : Integer.parseInt(ssh.group(3));
    try {
      return Optional.of(new Target(name, ssh.group(1), ssh.group(2), port));
    } catch (Misfit e) {
      host.wrong("ssh", Slip.NO_TARGET.of(e.why()));
      return Optional.empty();
    }
  }

  private Target with(Target host, @Nullable Passphrase passphrase, @Nullable Passphrase sudo) {
    Target target = passphrase == null ? host : host.with(passphrase, settings);
    return sudo == null ? target : target.withSudo(sudo);
  }

  /**
   * A host of the file that cannot be used is left out and said so; the others are none the worse.
   */
  private void taken(
      Section from, Set<String> known, List<Inventory.Entry> entries, List<Saying> leftOut) {
    List<PathMatcher> wanted = globs(from);
    Section match = from.section("match");
    if (matchers(match, text -> text.replace("{host}", "x")).size() < match.names().size()) {
      return; // said once, not for each host
    }
    List<String> names;
    try {
      names = openSsh.hosts();
    } catch (IOException e) {
      section.wrong("config_hosts", Slip.NO_SSH_CONFIG.of(e));
      return;
    }
    for (String name : names) {
      boolean chosen =
          wanted.isEmpty() || wanted.stream().anyMatch(it -> it.matches(Path.of(name)));
      if (chosen && known.add(name)) {
        List<Matcher> own = matchers(match, text -> text.replace("{host}", quoted(name)));
        switch (openSsh.find(name, name)) {
          case Answer.Found it -> entries.add(new Inventory.Entry(it.target(), own, it.remarks()));
          case Answer.Refused it -> leftOut.add(it.told());
        }
      }
    }
  }

  private static List<PathMatcher> globs(Section from) {
    List<PathMatcher> globs = new ArrayList<>();
    for (String written : from.texts("names")) {
      if (written.matches("[A-Za-z0-9._*?-]+")) {
        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + written));
      } else {
        from.wrong("names", Slip.NO_NAME_PATTERN.of(written));
      }
    }
    return globs;
  }

  /** A name that means itself in a regular expression. */
  private static String quoted(String name) {
    return name.replaceAll("[.-]", "\\\\$0");
  }

  /** A value is a regular expression for the whole label, as in Prometheus. */
  private static List<Matcher> matchers(Section section, UnaryOperator<String> filled) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : section.names()) {
      String value = section.text(label);
      try {
        matchers.add(
            Matcher.of(label, Matcher.Operator.MATCHES, filled.apply(value == null ? "" : value)));
      } catch (MatcherProblem e) {
        section.wrong(label, Slip.NO_LABEL_PATTERN.of(e.detail(), e.column()));
      }
    }
    return matchers;
  }
}
