package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Policy;

class LedgerTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");

  private final MemoryHistory history = new MemoryHistory();
  private final Ledger ledger = new Ledger(history);

  private static Event opened() {
    Policy policy = new Policy("Down", Severity.WARNING, null, "", "", "default");
    return new Event.Opened(
        T0, "Down", "Down", Labels.empty(), Severity.WARNING, policy, null, null, List.of(), "");
  }

  private static Event note(int number) {
    return new Event.NoteAdded(T0.plusSeconds(number), "aoki", "note " + number);
  }

  private void add(String incident, long version, Event... events) {
    ledger.add(new Effect.Append(incident, version, List.of(events)));
  }

  @Test
  void whatCannotBeWrittenIsWrittenLaterInOrder() {
    history.fail("disk full");
    add("A", 0, opened());
    ledger.write();
    assertThat(ledger.problem()).isEqualTo("disk full");
    add("B", 0, opened());
    add("A", 1, note(1), note(2));
    ledger.write();
    assertThat(history.all()).isEmpty();
    history.fail(null);
    ledger.write();
    assertThat(ledger.problem()).isNull();
    assertThat(history.events("A")).containsExactly(opened(), note(1), note(2));
    assertThat(history.events("B")).hasSize(1);
    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void whatWasWrittenThoughItFailedIsNotWrittenTwice() {
    add("A", 0, opened());
    history.append("A", 0, List.of(opened()));
    ledger.write();
    assertThat(ledger.problem()).isNull();
    assertThat(history.events("A")).hasSize(1);
  }

  @Test
  void oneConflictDoesNotHoldUpTheOthers() {
    history.append("A", 0, List.of(opened(), note(9)));
    add("A", 1, note(1));
    add("B", 0, opened());
    ledger.write();
    assertThat(ledger.problem()).contains("A has 2 events");
    assertThat(history.events("A")).containsExactly(opened(), note(9));
    assertThat(history.events("B")).hasSize(1);
  }
}
