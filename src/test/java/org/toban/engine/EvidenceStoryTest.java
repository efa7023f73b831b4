package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.stepId;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.runbook.Step;

/** What is kept as evidence by itself, and what people keep. */
class EvidenceStoryTest {
  private static final String PANEL =
      """
      ## Respond

      ```promql { name=errors }
      rate(errors[5m])
      ```
      """;

  private final Story story = new Story();

  private Story begin(String attributes) {
    story
        .start()
        .edits(text ->
            text.replaceFirst("name=restart auto", "name=restart auto" + attributes)
                .replaceFirst("## Respond\n", PANEL));
    Step restart = story.board().library().step(stepId("restart")).orElseThrow();
    story.does(new Command.Approve("aoki", restart));
    story.host = work -> Story.exit(0);
    return story.fires(alert("Down", "web", BEGIN)).passMinutes(1);
  }

  private List<Event> events() {
    return story.history.events(story.id());
  }

  private List<Event.EvidenceAdded> evidence() {
    return events().stream()
        .filter(Event.EvidenceAdded.class::isInstance)
        .map(Event.EvidenceAdded.class::cast)
        .toList();
  }

  @Test
  void aBlockThatSaysSoLeavesItsOutputAndThePanelsOfItsRunbook() {
    begin(" evidence");
    Run run =
        story.incident().runs().stream()
            .filter(it -> it.intent().stage() == Run.Stage.RESPOND)
            .findFirst()
            .orElseThrow();
    AboutStep about = new AboutStep(stepId("restart"), run.intent().title());
    assertThat(evidence())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.by()).isEqualTo(Incident.AUTOMATIC);
          assertThat(it.step()).isEqualTo(about);
          assertThat(it.evidence()).isEqualTo(Evidence.output(run.intent().runId()));
        });
    assertThat(events().stream().map(it -> it.getClass().getSimpleName()))
        .containsSubsequence("RunPlanned", "RunEnded", "EvidenceAdded", "VerificationStarted");
    assertThat(story.looks)
        .singleElement()
        .satisfies(it -> {
          assertThat(it.step()).isEqualTo(about);
          assertThat(it.panels()).extracting(Step::language).containsExactly("promql");
        });
  }

  @Test
  void otherBlocksLeaveNone() {
    begin("");
    assertThat(story.started).isNotEmpty();
    assertThat(evidence()).isEmpty();
    assertThat(story.looks).isEmpty();
  }

  @Test
  void notesAndEvidenceOfPeopleKeepTheirStep() {
    begin("");
    AboutStep about = new AboutStep(stepId("reset"), "reset");
    Evidence file = new Evidence(Evidence.Kind.FILE, "top.txt", "load 9");
    story.does(new Command.AddNote("aoki", story.id(), "seen", about));
    story.does(new Command.AddEvidence("aoki", story.id(), about, file));
    assertThat(events())
        .filteredOn(Event.NoteAdded.class::isInstance)
        .singleElement()
        .satisfies(it -> assertThat(((Event.NoteAdded) it).step()).isEqualTo(about));
    assertThat(evidence())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.by()).isEqualTo("aoki");
          assertThat(it.evidence()).isEqualTo(file);
        });
  }

  @Test
  void aLongTextKeepsItsBeginningAndItsEnd() {
    Evidence it =
        new Evidence(Evidence.Kind.TEXT, "", "begin" + "x".repeat(Evidence.LIMIT) + "end");
    assertThat(it.text())
        .startsWith("begin")
        .endsWith("end")
        .contains("[... 8 characters ...]")
        .hasSizeLessThan(Evidence.LIMIT + 50);
    assertThat(new Evidence(it.kind(), "", it.text().substring(0, Evidence.LIMIT)).text())
        .hasSize(Evidence.LIMIT);
  }
}
