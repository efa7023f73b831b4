package org.toban.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Toban's files stand for this user, by the XDG Base Directory rules, and who this user is.
 *
 * @param runtime for the lock and the socket of the running console; the state folder when the
 *     system has none
 */
public record Places(
    Path config, Path state, Path runtime, Path home, Map<String, String> environment) {

  public Places {
    environment = Map.copyOf(environment);
  }

  public static Places ofThisUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Places of an environment; a relative path in an XDG variable is ignored, as the rules ask. */
  public static Places of(Map<String, String> environment, Path home) {
    Path config = absolute(environment.get("XDG_CONFIG_HOME"));
    Path state = absolute(environment.get("XDG_STATE_HOME"));
    Path runtime = absolute(environment.get("XDG_RUNTIME_DIR"));
    Path ownState = (state == null ? home.resolve(".local/state") : state).resolve("toban");
    return new Places(
        (config == null ? home.resolve(".config") : config).resolve("toban"),
        ownState,
        runtime == null ? ownState : runtime.resolve("toban"),
        home,
        environment);
  }

  private static @Nullable Path absolute(@Nullable String text) {
    return text == null || !Path.of(text).isAbsolute() ? null : Path.of(text);
  }

  public Path configFile() {
    return config.resolve("toban.yml");
  }

  public Path trustFile() {
    return state.resolve("trust");
  }

  public Path maintenanceFile() {
    return state.resolve("maintenance");
  }

  public Path holdFile() {
    return state.resolve("hold");
  }

  public Path pushTokenFile() {
    return state.resolve("push-token");
  }

  /** The newest board, kept for the next start. */
  public Path boardFile() {
    return state.resolve("board");
  }

  /** The on-call schedules as last read, kept for the next start. */
  public Path rosterFile() {
    return state.resolve("oncall");
  }

  /**
   * A path as a person writes it: {@code ~/} is the home folder, the rest is beside {@code base}.
   */
  Path resolve(Path base, String written) {
    return written.startsWith("~/")
        ? home.resolve(written.substring(2))
        : base.resolve(written).normalize();
  }

  public String user() {
    return environment.getOrDefault("USER", System.getProperty("user.name"));
  }

  String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return environment.getOrDefault("HOSTNAME", "console");
    }
  }

  /** {@code ja} for a Japanese locale, else {@code en}. */
  public String language() {
    String locale =
        environment.getOrDefault(
            "LC_ALL",
            environment.getOrDefault("LC_MESSAGES", environment.getOrDefault("LANG", "")));
    return locale.startsWith("ja") ? "ja" : "en";
  }
}
