package org.toban.remedy.openssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.SignIn;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.saying.Misfit;
import org.toban.saying.Saying;

/**
 * Finds hosts by the names that {@code ~/.ssh/config} has for them. Nothing in that file weakens
 * the check of host keys, and nothing of an alert ever comes here.
 */
public final class SshConfig {
  /** A user, an address and a port of ProxyJump, be it written as ssh://. */
  private static final Pattern HOP =
      Pattern.compile("(?:ssh://)?(?:([^@/]+)@)?(\\[[^\\]]+\\]|[^:/\\[\\]]+)(?::(\\d+))?/?");

  private static final Pattern USUAL_KEY =
      Pattern.compile("~/\\.ssh/id_(rsa|dsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss)");

  private static final Set<Path> USUAL_HOSTS =
      Stream.of("known_hosts", "known_hosts2")
          .map(userHome().resolve(".ssh")::resolve)
          .collect(Collectors.toSet());

  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,4}");
  private static final int MOST_HOPS = 8;

  private final Path file;
  private final Path home;
  private final Map<String, String> environment;
  private final SshSettings settings;
  private final boolean agent;
  private final OptionReader reader;

  /**
   * @param file ssh_config(5); the usual one need not be there
   * @param settings what holds where the file says nothing
   * @param agent whether an agent may be asked at all
   */
  public SshConfig(
      Path file, Path home, Map<String, String> environment, SshSettings settings, boolean agent) {
    this(file, home, environment, settings, agent, "ssh");
  }

  SshConfig(
      Path file,
      Path home,
      Map<String, String> environment,
      SshSettings settings,
      boolean agent,
      String program) {
    this.file = file;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.settings = settings;
    this.agent = agent;
    boolean usual = file.equals(userHome().resolve(".ssh/config"));
    boolean needed = !usual && !file.equals(home.resolve(".ssh/config"));
    this.reader = new OptionReader(program, file, usual, needed);
  }

  /** Where ssh itself looks, whatever HOME says. */
  private static Path userHome() {
    return Path.of(System.getProperty("user.home", ""));
  }

  /** A host, or why there is none. */
  public sealed interface Answer {
    /**
     * @param remarks sentences about what the file asks for in vain
     */
    record Found(Target target, List<Saying> remarks) implements Answer {
      public Found {
        remarks = List.copyOf(remarks);
      }
    }

    record Refused(Saying told) implements Answer {}
  }

  /**
   * The host that ssh would sign in to by a name.
   *
   * @param name under which Toban knows it
   * @param alias as on ssh's command line; a name of the configuration
   */
  public Answer find(String name, String alias) {
    List<Saying> remarks = new ArrayList<>();
    try {
      return new Answer.Found(target(name, alias, null, null, null, 0, remarks), remarks);
    } catch (Unusable e) {
      return new Answer.Refused(e.told());
    }
  }

  /**
   * The names on the Host lines of the file, without patterns; none when it is not there.
   *
   * @throws IOException when the file, or one that it includes, cannot be read
   */
  public List<String> hosts() throws IOException {
    return Files.exists(file) ? HostLines.of(file, home) : List.of();
  }

  /**
   * @param behind the jump host before it when the chain says so, null to take what the file says
   */
  private Target target(
      String name,
      String alias,
      @Nullable String user,
      @Nullable String port,
      @Nullable Target behind,
      int depth,
      List<Saying> remarks)
      throws Unusable {
    if (depth > MOST_HOPS) {
      throw new Unusable(HostFlaw.CIRCLE.of(alias));
    }
    Options options = reader.read(alias, user, port);
    remarks.addAll(options.remarks());
    Target via = behind;
    if (via == null) {
      if (!options.one("proxycommand").isEmpty()) {
        throw new Unusable(HostFlaw.PROXY_COMMAND.of(alias));
      }
      via = via(options, depth, remarks);
    }
    try {
      return new Target(
          name,
          options.one("user"),
          options.one("hostname"),
          Integer.parseInt(options.one("port")),
          signIn(options),
          via);
    } catch (IllegalArgumentException e) {
      Object why = e instanceof Misfit it ? it.why() : e.getMessage();
      throw new Unusable(HostFlaw.UNFIT.of(alias, why, file));
    }
  }

  private @Nullable Target via(Options options, int depth, List<Saying> remarks) throws Unusable {
    String jump = options.one("proxyjump");
    Target via = null;
    if (!jump.isEmpty()) {
      for (String written : jump.split(",", -1)) {
        Matcher hop = HOP.matcher(written.strip());
        if (!hop.matches()) {
          throw new Unusable(HostFlaw.NO_JUMP_HOST.of(written));
        }
        String host = hop.group(2).replaceAll("[\\[\\]]", "");
        via = target(host, host, hop.group(1), hop.group(3), via, depth + 1, remarks);
      }
    }
    return via;
  }

  private SignIn signIn(Options options) throws Unusable {
    List<Path> identities = new ArrayList<>();
    List<String> written = options.all("identityfile");
    boolean usual = written.size() > 3 && written.stream().allMatch(USUAL_KEY.asMatchPredicate());
    for (String identity : written) {
      if (!usual && !identity.equals("none")) {
        identities.add(options.path(identity, home));
      }
    }
    List<Path> certificates = new ArrayList<>();
    for (String certificate : options.all("certificatefile")) {
      certificates.add(options.path(certificate, home));
    }
    String seconds = options.one("connecttimeout");
    SignIn standard = settings.signIn();
    return new SignIn(
        knownHosts(options),
        options.one("hostkeyalias"),
        identities.isEmpty() ? standard.identities() : identities,
        home.resolve(".ssh"),
        certificates,
        agent(options),
        options.says("identitiesonly", "yes", "true"),
        SECONDS.matcher(seconds).matches()
            ? Duration.ofSeconds(Long.parseLong(seconds))
            : standard.connectTimeout(),
        standard.passphrase());
  }

  /**
   * The user's files, or where these are the usual ones that of the settings; then the system's.
   */
  private List<Path> knownHosts(Options options) throws Unusable {
    List<Path> own = options.paths("userknownhostsfile", home);
    List<Path> files = new ArrayList<>();
    if (own.stream().allMatch(USUAL_HOSTS::contains)) {
      files.add(settings.knownHosts());
    } else {
      own.stream().filter(it -> !it.equals(Path.of("/dev/null"))).forEach(files::add);
    }
    if (files.isEmpty()) {
      files.add(settings.knownHosts());
    }
    files.addAll(options.paths("globalknownhostsfile", home));
    return files;
  }

  private @Nullable Path agent(Options options) throws Unusable {
    List<String> written = options.all("identityagent");
    if (!agent || written.contains("none")) {
      return null;
    }
    if (written.isEmpty() || written.getFirst().equals("SSH_AUTH_SOCK")) {
      return settings.agent();
    }
    String text = written.getFirst();
    if (text.startsWith("$")) {
      String socket = environment.getOrDefault(text.substring(1).replaceAll("[{}]", ""), "");
      return socket.isEmpty() ? null : Path.of(socket);
    }
    return options.path(text, home);
  }
}
