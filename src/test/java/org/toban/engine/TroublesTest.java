package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.source.Inspection;
import org.toban.source.Reading;
import org.toban.source.fault.Fault;

/** Broken rules and failing targets are alerts of Toban's own. */
class TroublesTest {
  private static final Inspection.Rules FINE = new Inspection.Rules(4, 0, List.of());
  private static final Inspection.Targets UP = new Inspection.Targets(9, 0, List.of());

  private final Story story = new Story().start();

  private static Inspection.Rules broken(String error) {
    return new Inspection.Rules(
        4, 1, List.of(new Inspection.Rule("app", "Down", "up == 0", error)));
  }

  private static Inspection.Targets down(int down, int total) {
    return new Inspection.Targets(
        9, 0, List.of(new Inspection.Job("node", total, down, List.of("web-1: refused"))));
  }

  private void says(Inspection.@Nullable Rules rules, Inspection.@Nullable Targets targets) {
    List<Fault> faults =
        rules == null || targets == null ? List.of(new Fault.Refused(404, "")) : List.of();
    Inspection inspection = new Inspection(rules, targets, faults);
    story.take(new Input.Read(new Reading.Inspected("prod", story.now, inspection)));
    story.pass(Duration.ofSeconds(60));
  }

  private List<Board.Row> own() {
    return story.board().rows().stream()
        .filter(row -> row.sources().contains(OwnAlerts.SOURCE))
        .toList();
  }

  @Test
  void aBrokenRuleIsAnAlertFromTheSecondLookOn() {
    says(broken("many-to-many"), UP);
    assertThat(own()).as("once may be a restart").isEmpty();
    says(broken("many-to-many"), UP);
    Alert alert = own().getFirst().alert();
    assertThat(alert.name()).isEqualTo("TobanRulesBroken");
    assertThat(alert.target()).isEqualTo("prod");
    assertThat(own().getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(alert.annotations().get("summary"))
        .isEqualTo(
            "1 of 4 alerting rules cannot be evaluated, so they never fire: app/Down:"
                + " many-to-many");
    says(broken("other"), UP);
    assertThat(own().getFirst().alert().annotations().get("summary")).endsWith("other");
    assertThat(own().getFirst().alert().startsAt()).isEqualTo(alert.startsAt());
    says(null, null);
    assertThat(own()).as("nothing said is nothing known").hasSize(1);
    says(FINE, UP);
    assertThat(own()).isEmpty();
  }

  @Test
  void aJobThatIsDownAsAWholeWarnsAndAPartOfItIsNoted() {
    says(FINE, down(1, 3));
    says(FINE, down(1, 3));
    assertThat(own()).extracting(Board.Row::severity).containsExactly(Severity.INFO);
    says(FINE, down(3, 3));
    says(FINE, down(3, 3));
    assertThat(own()).extracting(Board.Row::severity).containsExactly(Severity.WARNING);
    assertThat(own().getFirst().alert().annotations().get("summary"))
        .isEqualTo("3 of 3 targets of the job node cannot be scraped: web-1: refused");
    says(FINE, UP);
    assertThat(own()).isEmpty();
  }

  @Test
  void aRestartedTobanClearsWhatHasBeenMendedMeanwhile() {
    says(broken("x"), UP);
    says(broken("x"), UP);
    story.crash();
    assertThat(story.incident("TobanRulesBroken").isOpen()).isTrue();
    says(FINE, UP);
    assertThat(own()).isEmpty();
  }
}
