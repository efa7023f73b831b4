package org.toban.notice.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Plain;

/**
 * Notices on macOS and Windows by programs that come with them. Their scripts are constants; a
 * notice's text is an argument or an environment variable of the program, never a part of a script.
 */
public final class NativeDesktop implements Channel {
  private static final int LIMIT_SECONDS = 15;
  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 1_000;

  /** Its first argument is no text of a notice, so that none is taken for an option. */
  private static final String APPLE =
      """
      on run argv
        display notification (item 3 of argv) with title (item 2 of argv)
      end run
      """;

  /** Texts go in as text nodes; the sender is PowerShell itself, which every Windows knows. */
  private static final String WINDOWS =
      """
      $ErrorActionPreference = 'Stop'
      $m = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
      ContentType = WindowsRuntime]
      $x = $m::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)
      $t = $x.GetElementsByTagName('text')
      $null = $t.Item(0).AppendChild($x.CreateTextNode($env:TOBAN_TITLE))
      $null = $t.Item(1).AppendChild($x.CreateTextNode($env:TOBAN_BODY))
      $id = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
      $m::CreateToastNotifier($id).Show([Windows.UI.Notifications.ToastNotification]::new($x))
      """;

  private final Way way;
  private final String program;

  /** The systems that have such a way. */
  public enum Way {
    MACOS("osascript"),
    WINDOWS("powershell.exe");

    final String program;

    Way(String program) {
      this.program = program;
    }

    /** That of this machine by its {@code os.name}; null for none. */
    public static @Nullable Way of(String system) {
      if (system.startsWith("Mac")) {
        return MACOS;
      }
      return system.startsWith("Windows") ? WINDOWS : null;
    }
  }

  public NativeDesktop(Way way) {
    this(way, way.program);
  }

  /** With another program in the place of the system's, as tests need it. */
  NativeDesktop(Way way, String program) {
    this.way = way;
    this.program = program;
  }

  @Override
  public String name() {
    return "desktop";
  }

  @Override
  public String meaning() {
    return way.program + " ended well; whether the system showed it depends on its settings";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    String title = Plain.line(letter.notice().title(), MAX_TITLE);
    String body = Plain.text(letter.notice().body(), MAX_BODY);
    ProcessBuilder command = new ProcessBuilder(command(title, body)).redirectErrorStream(true);
    command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    command.environment().putAll(Map.of("TOBAN_TITLE", title, "TOBAN_BODY", body));
    try {
      return run(command);
    } catch (IOException e) {
      return new Delivery.Permanent(program + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Delivery.temporary("stopped while " + program + " ran");
    }
  }

  private Delivery run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return Delivery.temporary(program + " did not end within " + LIMIT_SECONDS + " s");
      }
      int status = process.exitValue();
      return status == 0
          ? Delivery.sent()
          : Delivery.temporary(program + " ended with status " + status);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(String title, String body) {
    List<String> command = new ArrayList<>(List.of(program));
    switch (way) {
      case MACOS -> command.addAll(List.of("-e", APPLE, "toban", title, body));
      case WINDOWS ->
          command.addAll(
              List.of("-NoProfile", "-NonInteractive", "-EncodedCommand", encoded(WINDOWS)));
    }
    return command;
  }

  /** As {@code -EncodedCommand} wants it. */
  private static String encoded(String script) {
    return Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
  }

  @Override
  public void close() {}
}
