package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.drill.shell.Machine;

/** The language of the practice hosts, as a table of scripts and what a real dash prints. */
class ShellTest {
  private final Machine machine = new World(InstantSource.system(), 20).host("web-1").machine();

  private Ran run(String line) {
    return Ran.on(machine, line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ⇒",
      quoteCharacter = '¤',
      textBlock =
          """
          echo a  b   c ⇒ a b c
          echo 'a  b' "c  d" e\\ \\ f ⇒ a  b c  d e  f
          echo '$HOME' "$USER" \\$HOME ⇒ $HOME ops $HOME
          echo "a'b" 'c"d' "e\\"f" "g\\h" "i\\$j" ⇒ a'b c"d e"f g\\h i$j
          x=1; y=$x$x; echo "$y" ${y}2 ⇒ 11 112
          x='a b'; set -- $x "$x"; echo $# $1 ⇒ 3 a
          set -- 'a b' c; for i in "$@"; do echo -n "<$i>"; done ⇒ <a b><c>
          set -- 'a b' c; for i in $*; do echo -n "<$i>"; done ⇒ <a><b><c>
          echo "${unset:-x y}" ${unset-z} ⇒ x y z
          e=; echo "[${e:-d}][${e-d}][${e:+s}][${e+s}]" ⇒ [d][][][s]
          f=/a/b.tar.gz; echo ${f##*/} ${f%.*} ${f%%.*} ${f#*/} ⇒ b.tar.gz /a/b.tar /a/b a/b.tar.gz
          s=hello; echo ${#s} ⇒ 5
          echo $((1 + 2 * (3 - 1))) $((7 % 4)) $((2 > 1 && 0)) ⇒ 5 3 0
          n=4; echo $((n * n)) $(($n - 1)) ⇒ 16 3
          echo $(echo a; echo b) "$(printf 'c\\nd')" ⇒ a b c d
          echo `echo back` ⇒ back
          echo "$(echo "in 'ner'")" ⇒ in 'ner'
          true && echo yes || echo no ⇒ yes
          false && echo yes || echo no ⇒ no
          ! false; echo $? ⇒ 0
          if false; then echo a; elif true; then echo b; else echo c; fi ⇒ b
          i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i -eq 2 ] && continue; echo -n $i; done ⇒ 13
          for i in 1 2 3; do [ $i = 2 ] && break; echo -n $i; done ⇒ 1
          case abc in a*) echo star;; *) echo other;; esac ⇒ star
          case x in a|x) echo two;; esac ⇒ two
          case '*' in '*') echo literal;; esac ⇒ literal
          f() { echo "f $1"; return 3; }; f z; echo $? ⇒ f z 3
          (x=inner; exit 4); echo "$? $x" ⇒ 4
          { echo one; echo two; } | wc -l ⇒ 2
          echo out 2>/dev/null >&2 ⇒
          echo hidden >/dev/null; echo shown ⇒ shown
          echo a >/tmp/f; echo b >>/tmp/f; cat </tmp/f ⇒ a b
          sh -c 'echo "$0 $1"' name arg ⇒ name arg
          x=env sh -c 'echo $x'; echo "[$x]" ⇒ env []
          export y=exported; sh -c 'echo $y' ⇒ exported
          IFS=:; p=a:b:c; for i in $p; do echo -n "$i "; done ⇒ a b c
          echo /etc/logrotate.d/* ⇒ /etc/logrotate.d/mks-backend
          echo "/etc/logrotate.d/*" ⇒ /etc/logrotate.d/*
          echo nothing-*-here ⇒ nothing-*-here
          printf '%s-%d\\n' a 1 b 2 ⇒ a-1 b-2
          printf '%5.1f|%-4s|%03d\\n' 2.25 ab 7 ⇒ 2.3|ab  |007
          echo 'r1 r2 r3' | { read a b; echo "$b/$a"; } ⇒ r2 r3/r1
          test -n "$(true)" || echo empty ⇒ empty
          [ 1 -lt 2 ] && [ ! -e /none ] && echo ok ⇒ ok
          echo a#b # comment ⇒ a#b
          x=$(exit 7); echo $? ⇒ 7
          set -e; false; echo not ⇒
          set -e; if false; then :; fi; false || true; echo still ⇒ still
          set -u; echo ${nope-fine} ⇒ fine
          eval 'z=5; echo $z' ⇒ 5
          trap 'echo bye' EXIT; echo hi ⇒ hi bye
          exec echo replaced; echo never ⇒ replaced
          sleep 30 & kill $!; wait $!; echo $? ⇒ 143
          kill -0 $$ && echo alive ⇒ alive
          timeout 1 sleep 60; echo $? ⇒ 124
          flock -n /tmp/l sh -c 'flock -n /tmp/l echo in || echo busy' ⇒ busy
          exec 9>/tmp/k; flock -n 9 && flock -n /tmp/k true || echo held ⇒ held
          ( flock -n 8 && echo got ) 8>/tmp/m; flock -n /tmp/m echo again ⇒ got again
          command -v systemctl ⇒ /usr/bin/systemctl
          basename /a/b.c .c; dirname /a/b ⇒ b /a
          seq 3 | sort -r | head -n 1 ⇒ 3
          printf 'b 2\\na 10\\n' | sort -k2 -n | awk '{ print $2, $1 }' ⇒ 2 b 10 a
          printf 'x=1;y=2\\n' | cut -d';' -f2 ⇒ y=2
          printf 'aXbX\\n' | sed 's/X/-/g' ⇒ a-b-
          printf 'one\\ntwo\\n' | grep -c o ⇒ 2
          printf '1\\n2\\n3\\n' | awk '{ s += $1 } END { print s, NR }' ⇒ 6 3
          yes 2>/dev/null || echo none ⇒ none
          """)
  void saysWhatARealShellSays(String script, String expected) {
    assertThat(run(script).out().strip().replaceAll("\\s*\\n\\s*", " "))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void hereDocumentsExpandUnlessTheirEndIsQuoted() {
    assertThat(run("x=1\ncat <<EOF\na $x\nEOF\ncat <<'EOF'\na $x\nEOF\n").out())
        .isEqualTo("a 1\na $x\n");
    assertThat(run("cat <<-E | tr a-z A-Z\n\tin\n\tE\necho after").out()).isEqualTo("IN\nafter\n");
  }

  @Test
  void whatIsNotSimulatedIsNotFound() {
    assertThat(run("frobnicate --now"))
        .isEqualTo(new Ran(127, "", "sh: frobnicate: command not found\n"));
    assertThat(run("/usr/local/bin/frobnicate").status()).isEqualTo(127);
    assertThat(run("sudo frobnicate").status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'open",
        "if true; then",
        "echo )",
        "case x in",
        "echo $(",
        "echo ${",
        "for",
        "{ echo"
      })
  void brokenScriptsAreSyntaxErrors(String script) {
    Ran ran = run(script);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.error()).contains("Syntax error");
  }

  @Test
  void nothingReachesTheRealMachine() {
    assertThat(run("cat /etc/passwd").error()).contains("No such file or directory");
    assertThat(run("rm -rf / 2>/dev/null; ls -d /tmp /home").out()).isEqualTo("/tmp\n/home\n");
    assertThat(java.nio.file.Files.exists(java.nio.file.Path.of("/tmp"))).isTrue();
  }

  @Test
  void onlyRootMayRestartOrWrite() {
    assertThat(run("systemctl restart mks-backend").error()).contains("Access denied");
    assertThat(run("echo x > /etc/motd").status()).isEqualTo(2);
    assertThat(run("sudo sh -c 'echo x > /etc/motd' && cat /etc/motd").out()).isEqualTo("x\n");
  }

  @Test
  @Timeout(5)
  void aKilledGroupTakesItsPipelineWithIt() {
    Ran ran =
        run(
            "sh -c 'tail -f /var/log/mks-backend/error.log | grep x' & sleep 1; kill -TERM -- -$$; wait");
    assertThat(ran.status()).isEqualTo(143);
    while (machine.processes().all().stream()
        .anyMatch(process -> process.command().contains("tail"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(5)
  void aTrapRunsAfterTheCommandInFront() {
    assertThat(run("trap 'echo caught; exit 9' TERM; kill $$; sleep 0.1; echo never"))
        .isEqualTo(new Ran(9, "caught\n", ""));
  }

  @Test
  @Timeout(5)
  void aReaderThatEndsEndsTheWriter() {
    assertThat(run("while true; do echo y; done | head -n 2").out()).isEqualTo("y\ny\n");
  }

  @Test
  void standardInputReachesTheScript() {
    assertThat(Ran.on(machine, "cat - | wc -c", "12345").out().strip()).isEqualTo("5");
    assertThat(Ran.on(machine, "sh -s -- a", "echo from $1\n").out()).isEqualTo("from a\n");
    assertThat(Ran.on(machine, "sh", "read x; echo \"$x\"").status()).isZero();
  }

  @Property(tries = 500)
  void singleQuotesKeepEveryText(@ForAll @StringLength(max = 60) String text) {
    String safe = text.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "");
    String quoted = "'" + safe.replace("'", "'\\''") + "'";
    Machine fresh = Fresh.MACHINE;
    assertThat(Ran.on(fresh, "x=" + quoted + "; printf '%s' \"$x\"").out()).isEqualTo(safe);
    assertThat(Ran.on(fresh, "printf %s " + quoted).out()).isEqualTo(safe);
    assertThat(Ran.on(fresh, "X=" + quoted + " sh -c 'printf %s \"$X\"'").out()).isEqualTo(safe);
  }

  private static final class Fresh {
    static final Machine MACHINE = new World(InstantSource.system(), 20).host("web-1").machine();
  }

  @Test
  void waitingTakesPracticeTime() {
    long start = System.nanoTime();
    run("sleep 4");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(190), Duration.ofSeconds(2));
  }
}
