package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.runbook.lint.RuleRef;

/** The shipped rules pass in the real promtool, and every rule has a unit test there. */
@Tag("server")
class ShippedRulesTest {
  @Test
  void promtoolAcceptsTheRules() throws Exception {
    assertThat(promtool("check", "rules", "rules.yml")).contains("SUCCESS: 12 rules found");
  }

  @Test
  void promtoolPassesTheUnitTests() throws Exception {
    assertThat(promtool("test", "rules", "rules_test.yml")).contains("SUCCESS");
  }

  @Test
  void everyRuleIsTestedFiringAndMost() throws Exception {
    String tests = Files.readString(ShippedRules.FOLDER.resolve("rules_test.yml"));
    for (RuleRef rule : ShippedRules.read()) {
      assertThat(tests).contains("alertname: " + rule.alert() + "\n        exp_alerts:\n");
      if (!rule.alert().equals("Watchdog")) {
        assertThat(tests).contains("alertname: " + rule.alert() + "\n        exp_alerts: []");
      }
    }
  }

  private static String promtool(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(ShippedRules.FOLDER.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } catch (IOException missing) {
      return fail("promtool is needed: install the package prometheus", missing);
    }
  }
}
