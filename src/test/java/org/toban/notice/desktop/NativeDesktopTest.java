package org.toban.notice.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;

/** With a program in the place of the system's that notes how it was called. */
class NativeDesktopTest {
  private static final String EVIL = "-e $(touch x) `id` \"; do shell script \"id\" & '日本";

  @TempDir Path folder;

  private String program(int status) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(
        file,
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        printf '%%s\\0' "$@" > arguments
        printf '%%s\\0%%s' "$TOBAN_TITLE" "$TOBAN_BODY" > environment
        exit %d
        """
            .formatted(status));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  private static Letter letter() {
    Notice notice = new Notice("INC-1", Severity.CRITICAL, EVIL, EVIL + "\n2", "", "");
    return Letter.now("k", "desktop", notice, List.of("INC-1"), Instant.EPOCH);
  }

  private List<String> noted(String file) throws IOException {
    return List.of(Files.readString(folder.resolve(file)).split("\0", -1));
  }

  @Test
  void onMacTextIsAnArgumentOfAFixedScript() throws IOException {
    NativeDesktop desktop = new NativeDesktop(NativeDesktop.Way.MACOS, program(0));
    assertThat(desktop.send(letter(), null)).isEqualTo(Delivery.sent());
    List<String> arguments = noted("arguments");
    assertThat(arguments.get(0)).isEqualTo("-e");
    assertThat(arguments.get(1)).contains("display notification").doesNotContain("touch");
    assertThat(arguments.subList(2, 5)).containsExactly("toban", EVIL, EVIL + "\n2");
  }

  @Test
  void onWindowsTextIsInTheEnvironmentOnly() throws IOException {
    NativeDesktop desktop = new NativeDesktop(NativeDesktop.Way.WINDOWS, program(0));
    assertThat(desktop.send(letter(), null)).isEqualTo(Delivery.sent());
    List<String> arguments = noted("arguments");
    assertThat(arguments.subList(0, 3))
        .containsExactly("-NoProfile", "-NonInteractive", "-EncodedCommand");
    String script =
        new String(Base64.getDecoder().decode(arguments.get(3)), StandardCharsets.UTF_16LE);
    assertThat(script).contains("$env:TOBAN_TITLE", "CreateTextNode").doesNotContain("touch");
    assertThat(noted("environment")).containsExactly(EVIL, EVIL + "\n2");
  }

  @Test
  void aProgramThatFailsOrIsMissingIsAReason() throws IOException {
    assertThat(new NativeDesktop(NativeDesktop.Way.MACOS, program(3)).send(letter(), null))
        .asString()
        .contains("ended with status 3");
    assertThat(new NativeDesktop(NativeDesktop.Way.MACOS, "/nonexistent").send(letter(), null))
        .isInstanceOf(Delivery.Permanent.class);
  }

  @Test
  void theWayIsThatOfTheSystem() {
    assertThat(NativeDesktop.Way.of("Mac OS X")).isEqualTo(NativeDesktop.Way.MACOS);
    assertThat(NativeDesktop.Way.of("Windows 11")).isEqualTo(NativeDesktop.Way.WINDOWS);
    assertThat(NativeDesktop.Way.of("Linux")).isNull();
  }
}
