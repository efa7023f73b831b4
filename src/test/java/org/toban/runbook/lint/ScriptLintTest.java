package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.runbook.Problem;
import org.toban.runbook.Texts;

/** What lint says of scripts; all of them begin on line 4. */
class ScriptLintTest {
  private static List<String> codes(String script) {
    return codes("", script);
  }

  private static List<String> codes(String attributes, String script) {
    String text = "# A\n## Respond\n```sh " + attributes + "\n" + script + "\n```\n";
    return Texts.codes(Texts.lint(text)).stream()
        .filter(it -> !it.equals("no-verify@1") && !it.startsWith("sudo-prompts"))
        .toList();
  }

  private static List<String> levels(String stage, String script) {
    return Texts.lint("# A\n## " + stage + "\n```sh { sudo }\n" + script + "\nsudo ls\n```\n")
        .stream()
        .filter(it -> !it.code().equals("no-verify"))
        .map(it -> it.code() + " " + it.level())
        .toList();
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
        "tail -f x",
        "tail -n 50 -f x",
        "tail -50f x",
        "tail -F x",
        "tail --follow x",
        "sudo tail -fn5 x",
        "journalctl -f",
        "journalctl -u x -f",
        "journalctl -fu x",
        "kubectl logs -f x",
        "docker logs -f x",
        "ping x",
        "ls | tail -f",
        "vmstat 1",
        "kubectl get pods -w",
        "docker stats",
        "sleep infinity",
      })
  void endless(String script) {
    assertThat(codes(script)).containsExactly("endless@4");
    assertThat(codes("{ timeout=15s }", script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail -n 50 x",
        "journalctl -u x -n 50",
        "kubectl apply -f x",
        "top -b -n 1",
        "ping -c 3 x",
        "grep -f x y",
        "logrotate -f x",
        "docker rm -f x",
        "tail x # -f",
        "systemctl status watch",
        "timeout 10 tail -f x",
        "vmstat 1 5",
        "docker stats --no-stream",
        "kubectl apply -w -f x",
      })
  void ends(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @Test
  void lines() {
    assertThat(codes("ls\n\necho ok\ntail -f x")).containsExactly("endless@7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "top", "sudo vi x", "watch ls", "kubectl exec -it pod -- sh", "docker run --rm -ti x sh",
        "kubectl edit deploy x", "crontab -e", "systemctl edit x", "/usr/bin/htop", "ssh -t x ls",
      })
  void needsATerminal(String script) {
    assertThat(codes(script)).containsExactly("needs-terminal@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl exec pod -- ls -t",
        "crontab -l",
        "grep -t top",
        "docker run -d x",
        "echo vi",
        "systemctl status edit",
      })
  void needsNone(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @Test
  void aPagerOnlyPassesOn() {
    assertThat(levels("Diagnose", "less x")).containsExactly("needs-terminal INFO");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl http://x/health",
        "curl -sS http://x",
        "curl -X POST -o f http://x",
        "if curl x; then ls; fi",
        "curl -s http://x && ls",
        "sudo curl x || ls",
        "curl -so f http://x",
      })
  void curlThatHidesFailure(String script) {
    assertThat(levels("Respond", script)).containsExactly("curl-without-fail WARNING");
    assertThat(levels("Verify", script)).containsExactly("curl-without-fail WARNING");
    assertThat(levels("Diagnose", script)).containsExactly("curl-without-fail INFO");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -f http://x",
        "curl -fsS http://x",
        "curl -sSf http://x",
        "curl --fail x",
        "curl --fail-with-body x",
        "curl -s -o f -w '%{http_code}' x",
        "curl -s x | grep ok",
        "echo curl",
        "curl -so f -f x",
      })
  void curlThatTells(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf $DIR",
        "rm -rf \"$DIR\"/*",
        "rm -rf \"$DIR/x\"",
        "rm -r \"/data/$DIR\"",
        "sudo rm -fr ${DIR}/x",
        "rm --recursive \"${DIR:-}\"/x",
        "rm -R \"/a/$DIR/b\"",
      })
  void removalOfSomethingElse(String script) {
    assertThat(codes(script)).containsExactly("removes-more@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf \"$DIR\"",
        "rm -rf \"${DIR:?}\"/*",
        "rm -f $DIR",
        "rm -rf /var/tmp/x",
        "DIR=/var/tmp/x\nrm -rf \"$DIR\"/*",
        "rm -rf \"$DIR\" x",
      })
  void removalOfWhatIsMeant(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sudo -i", "sudo -s", "sudo su", "sudo su - app", "su", "bash", "sh -l"})
  void shellsWithoutInput(String script) {
    assertThat(codes(script)).containsExactly("shell-without-input@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudo -i ls",
        "su - app -c ls",
        "bash x.sh",
        "echo ls | sh",
        "sh <x.sh",
        "bash <<EOF\nls\nEOF",
        "sh -c ls",
      })
  void shellsWithSomethingToDo(String script) {
    assertThat(codes(script)).isEmpty();
  }

  @Test
  void sudoWithoutAPersonAtTheTerminal() {
    String text = "# A\n## Respond\n```sh %s\n%s\n```\n## Verify\n```sh\ntrue\n```\n";
    assertThat(Texts.codes(Texts.lint(text.formatted("", "sudo ls\nsudo id"))))
        .containsExactly("sudo-prompts@4");
    assertThat(Texts.lint(text.formatted("", "sudo -S ls")).getFirst().level())
        .isEqualTo(Problem.Level.WARNING);
    assertThat(Texts.lint(text.formatted("", "sudo -n ls"))).isEmpty();
    assertThat(Texts.lint(text.formatted("{ sudo }", "sudo -u app ls"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql -u root -pZx81qwe -e x",
        "sshpass -p Zx81qwe ssh x ls",
        "redis-cli -a Zx81qwe ping",
        "docker login -u x -p Zx81qwe",
        "curl -f -u admin:Zx81qwe http://x",
      })
  void passwords(String script) {
    assertThat(codes(script)).containsExactly("secret@4");
    String variable = script.replace("Zx81qwe", "\"$PASSWORD\"");
    assertThat(codes("PASSWORD=$(cat /run/secrets/x)\n" + variable)).isEmpty();
    assertThat(codes(variable)).containsExactly("unsafe-field@4"); // it would be asked for
  }

  /** Where sudo asks for a password, it is open for what the script itself calls. */
  @Test
  void sudoBelowAnotherProgramIsTold() {
    assertThat(codes("{ sudo }", "ls | xargs sudo rm\ntimeout 9 sudo ls"))
        .containsExactly("sudo-below@4", "sudo-below@5");
    assertThat(codes("{ sudo }", "sudo timeout 9 ls")).isEmpty();
    assertThat(codes("timeout 9 sudo -n ls")).isEmpty();
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
}
