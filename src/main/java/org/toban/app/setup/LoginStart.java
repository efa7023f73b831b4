package org.toban.app.setup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.toban.config.PrivateFile;
import org.toban.ui.parts.AtLogin;

/**
 * Starts Toban in the tray at sign-in, the desktop's own way: an XDG autostart entry on Linux, a
 * LaunchAgent on macOS. Windows' way is its registry, through {@code reg}; neither of the two
 * latter was tried on such a machine.
 */
public final class LoginStart implements AtLogin {
  private static final String KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";

  private final String system;
  private final Path home;
  private final Path config;
  private final String program;

  /**
   * Of a program.
   *
   * @param system as in {@code os.name}
   * @param program the path of what a person starts
   */
  LoginStart(String system, Map<String, String> environment, Path home, String program) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.home = home;
    String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
    this.config = Path.of(given).isAbsolute() ? Path.of(given) : home.resolve(".config");
    this.program = program;
  }

  /** Of this program, when it was started by its launcher. */
  public static Optional<AtLogin> ofThisProgram(Map<String, String> environment, Path home) {
    String program = System.getProperty("toban.program", "");
    return program.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoginStart(System.getProperty("os.name"), environment, home, program));
  }

  private boolean isWindows() {
    return system.startsWith("windows");
  }

  /** The file that says so; there is none on Windows. */
  Path file() {
    return system.startsWith("mac")
        ? home.resolve("Library/LaunchAgents/org.toban.plist")
        : config.resolve("autostart/toban.desktop");
  }

  @Override
  public boolean isOn() throws IOException {
    if (isWindows()) {
      return run(List.of("reg", "query", KEY, "/v", "Toban"));
    }
    return Files.exists(file()) && !Files.readString(file()).contains("\nHidden=true");
  }

  @Override
  public void set(boolean on) throws IOException {
    if (isWindows()) {
      List<String> command =
          on
              ? List.of("reg", "add", KEY, "/v", "Toban", "/d", '"' + program + "\" --hidden", "/f")
              : List.of("reg", "delete", KEY, "/v", "Toban", "/f");
      if (!run(command)) {
        throw new IOException("the registry refused it: " + KEY);
      }
    } else if (on) {
      PrivateFile.save(file(), system.startsWith("mac") ? agent() : entry());
    } else {
      Files.deleteIfExists(file());
    }
  }

  private String entry() {
    return """
    [Desktop Entry]
    Type=Application
    Name=Toban
    Comment=The console of the engineer on call
    Exec=%s --hidden
    Terminal=false
    X-GNOME-Autostart-enabled=true
    """
        .formatted(quoted(program));
  }

  /** As the specification of desktop entries asks: quoted, and its escapes escaped once more. */
  private static String quoted(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      quoted.append("\"`$\\".indexOf(c) < 0 ? "" : c == '\\' ? "\\\\\\" : "\\\\").append(c);
    }
    return quoted.append('"').toString().replace("%", "%%");
  }

  private String agent() {
    String path = program.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key><string>org.toban</string>
      <key>ProgramArguments</key><array><string>%s</string><string>--hidden</string></array>
      <key>RunAtLoad</key><true/>
    </dict>
    </plist>
    """
        .formatted(path);
  }

  private static boolean run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
