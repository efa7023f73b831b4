package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.alert.Labels;
import org.toban.runbook.field.Field;
import org.toban.runbook.field.Fields;
import org.toban.testbed.SshdServer;

/**
 * THREATS T01 for what people and labels fill into a runbook's placeholders: in every place that is
 * allowed the value is the same bytes and never runs; through a real sshd, with each shell that is
 * installed.
 */
@Tag("server")
@Timeout(300)
class HostileValuesTest {
  private static final int RANDOM_VALUES = 80;
  private static final int BATCH = 20;

  /** Every kind of place, with what must be printed for the value V. */
  private static final List<String> PLACES =
      List.of(
          "printf '%s\\n' a<f>#aV",
          "printf '%s\\n' -- <f>/z#--|V/z",
          "printf '%s\\n' \"<f> b\"#V b",
          "printf '%s\\n' \"$(printf '%s.' <f>)\"#V.",
          "printf '%s\\n' \"$(printf '%s.' \"x<f>\")\"#xV.",
          "printf '%s\\n' 'it is <f> $HOME'#it is V $HOME",
          "printf '%s\\n' {{ f }}; # <f> ' \"#V",
          "printf '%s\\n' {{ $labels.f }}#V",
          "x=<f>; printf '%s\\n' \"$x\"#V",
          "x='<f>'y; printf '%s\\n' \"$x\"#Vy",
          "cat <<EOF\n<f> \"x\" 'y'\nEOF#V \"x\" 'y'",
          "cat <<-EOF\n\t<f>$(printf ' %s' '<f>')\n\tEOF#V V",
          "printf '%s\\n' \"$F\"#V",
          "printf '%s\\n' \"${F}x\"#Vx",
          "printf '%s\\n' \"${F:-none}\"#V",
          "printf '%s\\n' \"${G:-none}\"#none",
          "case <f> in *) printf '%s\\n' <f>;; esac#V",
          "for x in <f>; do printf '%s\\n' \"$x\"; done#V",
          "sh -c 'printf \"%s\\n\" \"$1\"' sh <f>#V",
          "printf '%s\\n' <f> | cat#V");

  private static final List<String> PAYLOADS =
      List.of(
          "$(touch CANARY)",
          "`touch CANARY`",
          "'; touch CANARY; '",
          "\"; touch CANARY; \"",
          "'\"'; touch CANARY #",
          "${x:=$(touch CANARY)}",
          "a[$(touch CANARY)]",
          "x\" | touch CANARY | \"",
          "EOF",
          "\\",
          "\\'",
          "*",
          "~",
          "a  b",
          " lead",
          "trail ",
          "-n",
          "--help",
          "%s%n",
          "!!",
          "当番 \u202e\u00a0",
          "x".repeat(Variables.LONGEST));

  @TempDir Path folder;

  static Stream<String> shells() {
    return Stream.of("dash", "bash", "busybox")
        .filter(shell -> Files.isExecutable(Path.of("/bin", shell)));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void valuesArriveAsTheyAreAndNeverRun(String shell) throws IOException {
    Path canary = folder.resolve("canary");
    List<String> values =
        new ArrayList<>(
            PAYLOADS.stream().map(it -> it.replace("CANARY", canary.toString())).toList());
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(HostileLabelsTest.value(random));
    }
    Path programs = programs(shell);
    try (SshdServer server =
            SshdServer.start(folder.resolve("sshd"), "SetEnv SHLVL=3 PATH=" + programs);
        SshRunner runner = new SshRunner(Ssh.settings(server))) {
      for (int from = 0; from < values.size(); from += BATCH) {
        List<String> batch = values.subList(from, Math.min(from + BATCH, values.size()));
        for (int i = 0; i < PLACES.size(); i += 7) {
          List<String> places = PLACES.subList(i, Math.min(i + 7, PLACES.size()));
          assertThat(printed(runner, server, batch, places))
              .as("seed " + seed + " at " + from)
              .isEqualTo(expected(batch, places));
          assertThat(canary).as("seed " + seed + " at " + from).doesNotExist();
        }
      }
    }
  }

  /** Each place once for each value, in one script: the fields are f0, f1, … */
  private static String printed(
      SshRunner runner, SshdServer server, List<String> batch, List<String> places) {
    StringBuilder script = new StringBuilder();
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      values.put("f" + i, batch.get(i));
      for (String place : places) {
        String text = place.substring(0, place.lastIndexOf('#'));
        script
            .append(
                text.replace("<f>", "<f" + i + ">")
                    .replace("{ f ", "{ f" + i + " ")
                    .replace("s.f ", "s.f" + i + " ")
                    .replace("$F", "$F" + i)
                    .replace("{F", "{F" + i)
                    .replace("$(printf ' %s' '<f>')", "$(printf ' %s' '<f" + i + ">')"))
            .append('\n');
      }
    }
    Fields fields = Fields.of(script.toString());
    assertThat(fields.troubles()).isEmpty();
    assertThat(fields.list()).map(Field::name).containsAll(values.keySet());
    Job job =
        new Job(
            "values",
            Ssh.target(server),
            fields.script(),
            Labels.empty(),
            fields.variables(values),
            Duration.ofMinutes(1),
            null,
            false);
    Outcome outcome = runner.run(job, _ -> {});
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.output().omitted()).isZero();
    return outcome.output().text();
  }

  private static String expected(List<String> batch, List<String> places) {
    StringBuilder all = new StringBuilder();
    for (String value : batch) {
      for (String place : places) {
        String shape = place.substring(place.lastIndexOf('#') + 1).replace('|', '\n');
        all.append(shape.replace("V", value)).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void whatMayNotBeSentIsRefusedBeforeAnyConnection() {
    assertThat(refused(Map.of("POD", "a\nb"))).contains("$POD holds a control character (U+000A)");
    assertThat(refused(Map.of("POD", "a\u0000b"))).contains("U+0000");
    assertThat(refused(Map.of("POD", "\ud800"))).contains("half of a character");
    assertThat(refused(Map.of("POD", "x".repeat(Variables.LONGEST + 1)))).contains("longer than");
    for (String name :
        List.of(
            "PATH",
            "IFS",
            "ENV",
            "BASH_ENV",
            "LD_PRELOAD",
            "SHELLOPTS",
            "PS4",
            "TOBAN_INSTANCE",
            "TOBAN_LABEL_X",
            "pod",
            "A B",
            "A=B",
            "1A",
            "")) {
      assertThat(refused(Map.of(name, "x"))).as(name).contains("no value may be called");
      // nor is it asked for
      boolean variable = name.matches("[A-Z][A-Z0-9_]*");
      assertThat(variable ? Fields.of("echo \"$" + name + "\"").list() : List.of())
          .as(name)
          .isEmpty();
    }
    assertThat(refused(Map.of("POD", "a'b", "TOBAN_FIELD_POD", "$(x)"))).isEmpty();
  }

  private static String refused(Map<String, String> values) {
    Target nobody = new Target("nobody", "nobody", "127.0.0.1", 1);
    return SshRunner.refusal(
            new Job(
                "1", nobody, "true", Labels.empty(), values, Duration.ofSeconds(1), null, false))
        .orElse("");
  }

  /** A folder of programs in which the shell is the only one. */
  private Path programs(String shell) throws IOException {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("cat", "timeout", "readlink", "touch")) {
      Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
    }
    String name = shell.equals("bash") ? "bash" : "sh";
    Files.createSymbolicLink(programs.resolve(name), Path.of("/bin", shell));
    if (shell.equals("bash")) {
      Files.createSymbolicLink(programs.resolve("sh"), Path.of("/bin/bash"));
    }
    return programs;
  }
}
