package org.toban.ui.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;

class ProposalTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Alert alert(String... labels) {
    return Alert.active(Labels.of(labels), NOW);
  }

  @Test
  void oneAlertIsMeantByItsNameAndTarget() {
    assertThat(Proposal.of(List.of(alert("alertname", "A", "instance", "web-1", "job", "node"))))
        .containsExactly(
            new Proposal("alertname", Operator.EQUAL, "A", true),
            new Proposal("instance", Operator.EQUAL, "web-1", true),
            new Proposal("job", Operator.EQUAL, "node", false));
  }

  @Test
  void severalAreMeantByWhatTheyHaveInCommonAndTheirTargets() {
    assertThat(
            Proposal.of(
                List.of(
                    alert("alertname", "A", "instance", "web.1", "only", "x"),
                    alert("alertname", "A", "instance", "web-2"))))
        .containsExactly(
            new Proposal("alertname", Operator.EQUAL, "A", true),
            new Proposal("instance", Operator.MATCHES, "web-2|web\\.1", true));
  }

  @Property
  void aQuotedValueMatchesItselfAndNothingElse(@ForAll String value, @ForAll String other) {
    if (value.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      return;
    }
    Matcher matcher = Matcher.of("a", Operator.MATCHES, Proposal.quoted(value));
    assertThat(matcher.matches(value)).isTrue();
    assertThat(matcher.matches(other)).isEqualTo(value.equals(other));
  }
}
