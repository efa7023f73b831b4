package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.saying.InJapanese;
import org.toban.source.SourceSettings;

class ScopeReaderTest {
  @TempDir Path folder;

  private ConfigFile.Result read(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("toban.yml"), "sources:\n  - " + source + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  private SourceSettings.Scope scope(String source) throws IOException {
    ConfigFile.Result result = read(source);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings().sources().getFirst().scope();
  }

  private List<Mistake> mistakes(String source) throws IOException {
    ConfigFile.Result result = read(source);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    return InJapanese.told((ConfigFile.Result.Wrong) result);
  }

  @Test
  void readsWhichAlertsAreWanted() throws IOException {
    SourceSettings.Scope scope =
        scope(
            "{name: a, alertmanager: 'http://am:9093', replica_labels: [replica], receivers: ops,"
                + " filter: ['team=~\"ops|web\"', env!=test], urgent: 'severity=\"critical\"'}");
    assertThat(scope.replicaLabels()).containsExactly("replica");
    assertThat(scope.receivers()).containsExactly("ops");
    assertThat(scope.filter())
        .extracting(Object::toString)
        .containsExactly("team=~\"ops|web\"", "env!=\"test\"");
    assertThat(scope.urgent())
        .extracting(Object::toString)
        .containsExactly("severity=\"critical\"");
  }

  @Test
  void aPrometheusIsLookedIntoEachMinute() throws IOException {
    assertThat(scope("{name: a, prometheus: 'http://p:9090'}").inspection())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(scope("{name: a, prometheus: 'http://p:9090', inspect: 0s}").inspection())
        .isEqualTo(Duration.ZERO);
    assertThat(scope("{name: a, alertmanager: 'http://p:9090'}").inspection())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void matchersAreWrittenAsInAlertmanager() throws IOException {
    assertThat(
            scope("{name: a, alertmanager: 'http://am:9093', filter: '{a=b, c=~\"x\\\\.y\"}'}")
                .filter())
        .extracting(Object::toString)
        .containsExactly("a=\"b\"", "c=~\"x\\\\.y\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"critical", "=x", "a=\"b", "a=b\"", "a=~("})
  void whatIsNoMatcherIsAMistake(String written) throws IOException {
    assertThat(mistakes("{name: a, alertmanager: 'http://am:9093', filter: '" + written + "'}"))
        .extracting(Mistake::what)
        .singleElement()
        .asString()
        .startsWith("'" + written + "' is not a matcher: column ");
  }

  @Test
  void whatASourceCannotDoIsAMistake() throws IOException {
    assertThat(mistakes("{name: a, prometheus: 'http://p:9090', filter: a=b, receivers: x}"))
        .extracting(Mistake::what)
        .containsOnly("a Prometheus cannot choose among its alerts");
    assertThat(mistakes("{name: a, alertmanager: 'http://am:9093/x/api/v1/alerts'}"))
        .extracting(Mistake::instead)
        .first()
        .asString()
        .contains("before /api");
  }
}
