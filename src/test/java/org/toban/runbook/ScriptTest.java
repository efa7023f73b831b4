package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a fence to the exact text that runs. */
class ScriptTest {
  private static List<Step> steps(String fence) {
    return Texts.runbook("# A\n## Respond\n" + fence).steps();
  }

  private static Step step(String fence) {
    List<Step> steps = steps(fence);
    assertThat(steps).hasSize(1);
    return steps.getFirst();
  }

  @Test
  void theHashIsThatOfTheExactText() throws Exception {
    String script = "# サービス再起動\nsudo  systemctl restart\tx ; echo 'a\\n'";
    Step step = step("```bash\n" + script + "\n```\n");
    assertThat(step.script()).isEqualTo(script);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertThat(step.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(Script.sha256(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @CsvSource({
    "bash,SHELL", "sh,SHELL", "shell,SHELL", "console,SHELL", "BASH,SHELL", "http,HTTP",
    "promql,QUERY", "logql,QUERY", "lucene,QUERY", "yaml,OTHER", "powershell,OTHER", "'',OTHER"
  })
  void kinds(String language, Step.Kind kind) {
    assertThat(step("```" + language + "\nx y\n```\n").kind()).isEqualTo(kind);
  }

  @Test
  void aPromptMakesAnUnlabelledBlockAShell() {
    Step step = step("```\n$ uptime\n```\n");
    assertThat(step.kind()).isEqualTo(Step.Kind.SHELL);
    assertThat(step.script()).isEqualTo("uptime");
  }

  @Test
  void promptsAreTakenOffAndOutputLeftOut() {
    Library library =
        Texts.read(
            "# A\n## Respond\n```bash\n# restart it\n$ systemctl restart \\\n    x\nJob done\n\n$ id\nuid=0(root)\n```\n");
    assertThat(library.steps())
        .extracting(Step::script)
        .containsExactly("# restart it\nsystemctl restart \\\n    x\n\nid");
    assertThat(Texts.codes(library.problems())).containsExactly("output-left-out@3");
    assertThat(step("```bash\necho $ x\n  $ y\n```\n").script()).isEqualTo("echo $ x\n  $ y");
  }

  @Test
  void titledCommandsPartedByBlankLinesAreSteps() {
    assertThat(steps("```bash\n# one\nls\nls -l\n\n\n# two\nid\n```\n"))
        .extracting(Step::id, Step::title, Step::script, it -> it.place().line())
        .containsExactly(
            tuple("page/respond/1", "one", "# one\nls\nls -l", 4),
            tuple("page/respond/2", "two", "# two\nid", 9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# one\nls\n\nid",
        "ls\n\n# two\nid",
        "# one\nX=1\n\n# two\necho $X",
        "# one\ncd /x\n\n# two\nls",
        "# one\nset -e\n\n# two\nls",
        "# one\nif true\n\n# two\nthen ls; fi",
        "# one\nls \\\n\n# two\nid",
        "# one\ncat <<EOF\n\n# two\nEOF",
        "# one\necho 'a\n\n# two\nb'",
        "# one\nf() {\n\n# two\nls\n}",
        "# one\nls &&\n\n# two\nid",
        "# one\n\n# two\nid",
      })
  void whatHangsTogetherStaysOneStep(String script) {
    assertThat(step("```bash\n" + script + "\n```\n").script()).isEqualTo(script);
  }

  @Test
  void aNamedBlockIsOneStep() {
    Step step = step("```bash { name=both }\n# one\nls\n\n# two\nid\n```\n");
    assertThat(step.id()).isEqualTo("page/respond/both");
    assertThat(step.title()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Restart|Restart",
        "## Restart it|Restart it",
        "#!/bin/sh|#!/bin/sh",
        "ls -l|ls -l",
      })
  void titles(String first, String title) {
    assertThat(step("```bash\n" + first + "\nid\n```\n").title()).isEqualTo(title);
  }

  @Test
  void titleOfTwoComments() {
    assertThat(step("```bash\n# Restart it\n# (30 seconds)\nid\n```\n").title())
        .isEqualTo("Restart it (30 seconds)");
  }

  @Test
  void commentsAloneAreNoStep() {
    assertThat(steps("```bash\n# nothing\n\n```\n")).isEmpty();
    assertThat(steps("```mermaid\ngraph TD\n```\n```systemd\n[Unit]\n```\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bash {\"name\":\"restart\",\"timeout\":\"30s\",\"host\":\"db\",\"sudo\":true,\"auto\":\"true\"}",
        "bash { name=restart timeout=30s host=db sudo auto }",
        "bash {name=\"restart\", timeout=30, host=db, sudo, auto=true}",
        "sh { \"name\" : \"restart\" , \"timeout\" : 30 , host=\"d\\b\" sudo auto",
      })
  void attributes(String info) {
    Step step = step("```" + info + "\nsudo id\n```\n");
    assertThat(step.id()).isEqualTo("page/respond/restart");
    assertThat(step.limit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(step.host()).isEqualTo("db");
    assertThat(step.automatic()).isTrue();
  }

  /** A block on several hosts is a person's, whatever it says. */
  @Test
  void severalHostsAreNeverAutomatic() {
    Library library =
        Texts.read(
            """
            # A
            ## Respond
            ```sh { hosts=incident auto share=25% }
            ls
            ```
            ```sh { hosts=web-1 share=0 }
            ls
            ```
            ```sh { share=2 }
            ls
            ```
            ```http { hosts=incident }
            GET https://a.example/
            ```
            ```sh { hosts=incident host=web-1 }
            ls
            ```
            """);
    assertThat(library.steps().filter(Step::automatic)).isEmpty();
    assertThat(Texts.codes(library.problems()))
        .containsExactly(
            "auto-several-hosts@3", "bad-share@6", "bad-share@9", "bad-hosts@12", "bad-hosts@15");
  }

  @Test
  void onlyARespondStepThatActsIsAutomatic() {
    Library library =
        Texts.read(
            "# A\n## Diagnose\n```sh { auto }\nls\n```\n## Respond\n```promql {auto}\nup\n```\n```sh {auto=false}\nls\n```\n```http {auto}\nGET https://a.example/\n```\n");
    assertThat(library.steps().filter(Step::automatic))
        .extracting(Step::kind)
        .containsExactly(Step.Kind.HTTP);
    assertThat(Texts.codes(library.problems())).containsExactly("auto-outside-respond@3");
  }

  @ParameterizedTest
  @CsvSource({
    "30s,PT30S",
    "5m,PT5M",
    "1h30m,PT1H30M",
    "500ms,PT0.5S",
    "45,PT45S",
    "0s,",
    "5 minutes,",
    "-3s,",
    "1d,",
    "'',",
    "99999999999s,",
    "m,"
  })
  void durations(String text, Duration duration) {
    assertThat(Fence.duration(text)).isEqualTo(duration);
  }

  @Test
  void idsAreStableWhenOtherStepsChange() {
    String named = "```sh {name=b}\nls\n```\n";
    assertThat(step(named).id()).isEqualTo("page/respond/b");
    assertThat(steps("```sh {name=a}\nid\n```\n" + named).getLast().id())
        .isEqualTo("page/respond/b");
  }

  @Test
  void twoOfOneNameAreTold() {
    Library library =
        Texts.read("# A\n## Respond\n```sh {name=b}\nls\n```\n```sh {name=B}\nid\n```\n");
    assertThat(library.steps())
        .extracting(Step::id)
        .containsExactly("page/respond/b", "page/respond/b-2");
    assertThat(Texts.codes(library.problems())).containsExactly("duplicate-step@6");
  }
}
