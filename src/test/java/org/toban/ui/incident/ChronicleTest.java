package org.toban.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.incident.Event;
import org.toban.testbed.FxThread;
import org.toban.testbed.Server;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences.Language;

class ChronicleTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Semaphore gate = new Semaphore(0);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private volatile int stored;
  private volatile boolean broken;
  private Chronicle chronicle;

  /** The first so many notes of an incident. */
  private List<Event> read(String incident, int after) {
    int until = stored;
    asked.add(incident + " after " + after);
    gate.acquireUninterruptibly();
    if (broken) {
      throw new IllegalStateException("no disk");
    }
    return IntStream.range(after, until)
        .<Event>mapToObj(i -> new Event.NoteAdded(Instant.EPOCH, "sato", "note " + i, null))
        .toList();
  }

  @BeforeEach
  void open() {
    Times times = new Times(Words.of(Language.ENGLISH), ZoneId.of("UTC"));
    chronicle =
        FxThread.call(() ->
            new Chronicle(
                this::read,
                times,
                new Chronicle.Reader() {
                  @Override
                  public void forget() {
                    shown.add("nothing");
                  }

                  @Override
                  public void show(Chronicle.Told told) {
                    shown.add(told.rows().size() + " of " + told.lines());
                  }

                  @Override
                  public void failed(String why) {
                    shown.add(why);
                  }
                }));
  }

  private void show(String incident, int version) {
    stored = version;
    FxThread.call(() -> {
      chronicle.show(incident, version, null);
      return true;
    });
  }

  private void await(String... expected) {
    Server.await("what is shown", SOON, () -> shown.equals(List.of(expected)));
  }

  private void awaitAsked(int times) {
    Server.await("a read", SOON, () -> asked.size() == times);
  }

  @Test
  void ofAnIncidentThatGoesOnOnlyWhatIsNewIsRead() {
    gate.release(3);
    show("INC-1", 3);
    await("nothing", "3 of 3");
    show("INC-1", 3);
    show("INC-1", 5);
    await("nothing", "3 of 3", "5 of 5");
    show("INC-2", 1);
    await("nothing", "3 of 3", "5 of 5", "nothing", "1 of 1");
    assertThat(asked).containsExactly("INC-1 after 0", "INC-1 after 3", "INC-2 after 0");
  }

  @Test
  void theNewestLinesAreShownAndAllAreCounted() {
    gate.release(2);
    show("INC-1", 499);
    await("nothing", "499 of 499");
    show("INC-1", 700);
    await("nothing", "499 of 499", "500 of 700");
  }

  /** Else a storm would be shown when it is over. */
  @Test
  void whatChangesFasterThanItIsReadIsShown() {
    show("INC-1", 3);
    awaitAsked(1);
    show("INC-1", 4);
    show("INC-1", 5);
    gate.release();
    awaitAsked(2);
    await("nothing", "3 of 3");
    gate.release();
    await("nothing", "3 of 3", "5 of 5");
    assertThat(asked).containsExactly("INC-1 after 0", "INC-1 after 3");
  }

  @Test
  void whatIsReadOfAnotherIncidentIsNotShown() {
    show("INC-1", 3);
    awaitAsked(1);
    show("INC-2", 2);
    gate.release(2);
    await("nothing", "nothing", "2 of 2");
  }

  @Test
  void afterAFaultAllIsReadAgain() {
    gate.release(3);
    show("INC-1", 3);
    await("nothing", "3 of 3");
    broken = true;
    show("INC-1", 4);
    await("nothing", "3 of 3", "no disk");
    broken = false;
    show("INC-1", 5);
    await("nothing", "3 of 3", "no disk", "5 of 5");
    assertThat(asked).last().isEqualTo("INC-1 after 0");
  }
}
