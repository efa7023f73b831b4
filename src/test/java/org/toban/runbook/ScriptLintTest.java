package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint says of scripts; all of them begin on line 4. */
class ScriptLintTest {
  private static List<String> codes(String script) {
    return codes("", script);
  }

  private static List<String> codes(String attributes, String script) {
    return Texts.codes(
        Texts.read("# A\n## Respond\n```sh " + attributes + "\n" + script + "\n```\n").problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -- $TOBAN_LABEL_PATH",
        "ls -- ${TOBAN_LABEL_PATH}",
        "ls -- a$TOBAN_INSTANCE",
        "ls -- \"$(basename -- $TOBAN_LABEL_PATH)\"",
        "ls -- \"a\"$TOBAN_INSTANCE\"b\"",
        "ls -- 'a'$TOBAN_INSTANCE",
        "ls -- `echo $TOBAN_INSTANCE`",
        "echo $TOBAN_INSTANCE",
        "ls -- \\'$TOBAN_INSTANCE\\'",
      })
  void unquoted(String script) {
    assertThat(codes(script)).containsExactly("unquoted-variable@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -- \"$TOBAN_LABEL_PATH\"",
        "ls -- \"a ${TOBAN_LABEL_PATH:-/} b\"",
        "ls -- \"$(basename -- \"$TOBAN_LABEL_PATH\")\"",
        "path=$TOBAN_LABEL_PATH",
        "echo '$TOBAN_INSTANCE'",
        "echo \\$TOBAN_INSTANCE",
        "ls # $TOBAN_INSTANCE",
        "cat <<EOF\n$TOBAN_INSTANCE\nEOF\nls",
        "test \"$TOBAN_LABEL_X\" = y",
        "ls --path=\"$TOBAN_LABEL_X\"",
        "[ \"$TOBAN_LABEL_X\" = y ] && ls",
      })
  void quoted(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "df -h \"$TOBAN_LABEL_MOUNTPOINT\"",
        "sudo ls \"$TOBAN_INSTANCE\"",
        "ls -- x; ls \"$TOBAN_INSTANCE\"",
        "ls -- x | grep \"$TOBAN_INSTANCE\"",
        "test \"$(df \"$TOBAN_LABEL_X\")\" = 1",
      })
  void valuesThatCouldBeOptions(String script) {
    assertThat(codes(script)).containsExactly("value-as-option@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval ls",
        "ls; eval \"$x\"",
        "x=$(eval ls)",
        "sudo eval x",
        "if eval x; then ls; fi"
      })
  void eval(String script) {
    assertThat(codes(script)).containsExactly("eval@4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo eval", "ls # eval x", "'ev'al-ish x", "medieval x"})
  void notEval(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail -f x", "tail -n 50 -f x", "tail -50f x", "tail -F x", "tail --follow x",
            "sudo tail -fn5 x",
        "watch ls", "journalctl -f", "journalctl -u x -f", "journalctl -fu x", "kubectl logs -f x",
            "docker logs -f x",
        "top", "ping x", "ls | tail -f",
      })
  void endless(String script) {
    assertThat(codes(script)).containsExactly("endless@4");
    assertThat(codes("{ timeout=15s }", script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail -n 50 x", "journalctl -u x -n 50", "kubectl apply -f x", "top -b -n 1", "ping -c 3 x",
        "grep -f x y", "logrotate -f x", "docker rm -f x", "tail x # -f", "systemctl status watch",
      })
  void ends(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @Test
  void lines() {
    assertThat(codes("ls\n\necho ok\ntail -f x")).containsExactly("endless@7");
  }

  @Test
  void sudoIsNeverAdded() {
    assertThat(codes("{ sudo }", "ls")).containsExactly("sudo-not-called@4");
    assertThat(codes("{ sudo }", "ls && sudo ls")).isEmpty();
    assertThat(codes("sudo ls")).isEmpty();
  }

  @Test
  void attributesThatTobanDoesNotKnow() {
    assertThat(codes("{ name=a interactive=false }", "ls")).containsExactly("unknown-attribute@3");
    assertThat(codes("{ timeout=soon }", "ls")).containsExactly("bad-timeout@3");
  }

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
        .extracting(it -> String.join(" ", it.arguments()))
        .containsExactly("ls -l a b", "wc -l", "cd x", "id");
  }

  private static ShellScan scan(String script) {
    return ShellScan.of(Script.of(new Fence("sh", Map.of(), script + "\n", 1)));
  }
}
