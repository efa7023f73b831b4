package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far a script is read. */
class ShellScanTest {
  @Test
  void theScanKnowsWhetherAScriptIsWhole() {
    assertThat(scan("ls 'a b' \"$(id)\"").complete()).isTrue();
    assertThat(scan("ls 'a").complete()).isFalse();
    assertThat(scan("ls \"a").complete()).isFalse();
    assertThat(scan("ls $(id").complete()).isFalse();
    assertThat(scan("cat <<'END'\nx").complete()).isFalse();
    assertThat(scan("cat <<-END\n\tx\n\tEND").complete()).isTrue();
  }

  @Test
  void theScanReadsCommands() {
    assertThat(scan("A=1 sudo -n ls -l 'a b' | wc -l; (cd x && id) # end").commands())
        .extracting(it -> String.join(" ", it.words()))
        .containsExactly("A=1 sudo -n ls -l a b", "wc -l", "cd x", "id");
  }

  private static ShellScan scan(String script) {
    return ShellScan.of(Script.of(new Fence("sh", Map.of(), script + "\n", 1)));
  }
}
