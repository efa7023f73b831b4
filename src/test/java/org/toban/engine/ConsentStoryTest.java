package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.stepId;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Run;

/** Blocks that start only when the host's name is typed, or when two people agree. */
class ConsentStoryTest {
  private final Story story = new Story();

  private static UnaryOperator<String> fence(String attributes) {
    return text -> text.replace("name=reset", "name=reset " + attributes);
  }

  private void begin(UnaryOperator<String> edit) {
    story.start().edits(edit).does(new Command.Hold("aoki", true, "quiet"));
    story.fires(alert("Down", "web", BEGIN)).passMinutes(1);
  }

  private void run(String by, Map<String, String> values, String typed) {
    story.does(new Command.RunStep(by, story.id(), stepId("reset"), values, typed));
  }

  private void run(String by) {
    run(by, Map.of(), "");
  }

  private List<Run> runs(String name) {
    return story.incident().runs().stream()
        .filter(it -> it.intent().stepId().equals(stepId(name)))
        .toList();
  }

  private List<String> refusals() {
    return story.history.events(story.id()).stream()
        .filter(Event.RunRefused.class::isInstance)
        .map(it -> (Event.RunRefused) it)
        .filter(it -> it.stepId().equals(stepId("reset")))
        .map(it -> it.by() + " " + it.guard())
        .toList();
  }

  /** What cannot be read is taken strictly: a typing mistake opens nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"confirm=host", "confirm", "confirm=hots"})
  void theHostsNameMustBeTyped(String attribute) {
    begin(fence(attribute));
    String host = host();
    run("aoki");
    run("aoki", Map.of(), host + "x");
    run("aoki", Map.of(), host.toUpperCase(Locale.ROOT));
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals())
        .containsExactly("aoki CONFIRM_HOST", "aoki CONFIRM_HOST", "aoki CONFIRM_HOST");
    run("aoki", Map.of(), " " + host + " ");
    assertThat(runs("reset")).hasSize(1);
  }

  private String host() {
    return Objects.requireNonNull(guard("reset").target()).name();
  }

  private Guard guard(String name) {
    return Guard.of(
        story.board(),
        story.incident(),
        story.board().library().step(stepId(name)).orElseThrow(),
        story.now);
  }

  @Test
  void twoPeopleAgree() {
    begin(fence("approve=2"));
    run("aoki");
    run("aoki");
    run(" Aoki ");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals())
        .containsExactly("aoki SECOND_PERSON", "aoki SAME_PERSON", " Aoki  SAME_PERSON");
    run("sato");
    assertThat(runs("reset"))
        .singleElement()
        .satisfies(it -> assertThat(it.intent().by()).isEqualTo("sato"));
  }

  /** One agreement is one run. */
  @Test
  void anAgreementIsUsedUp() {
    begin(fence("approve=2"));
    run("aoki");
    run("sato");
    story.passMinutes(1);
    run("sato");
    assertThat(runs("reset")).hasSize(1);
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato SECOND_PERSON");
  }

  @Test
  void anAnswerComesWithinAQuarterOfAnHour() {
    begin(fence("approve=2"));
    run("aoki");
    story.passMinutes(16);
    run("sato");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato SECOND_PERSON");
    story.passMinutes(14);
    run("aoki");
    assertThat(runs("reset")).hasSize(1);
  }

  /** What was asked for is what two have seen: the same text with the same values. */
  @Test
  void nobodyAgreesToWhatTheyHaveNotSeen() {
    begin(
        text -> fence("approve=2").apply(text).replace("reset-failed web", "reset-failed <unit>"));
    run("aoki", Map.of("unit", "web"), "");
    run("sato", Map.of("unit", "database"), "");
    assertThat(runs("reset")).isEmpty();
    run("aoki", Map.of("unit", "database"), "");
    assertThat(runs("reset"))
        .singleElement()
        .satisfies(it -> assertThat(it.intent().values()).isEqualTo(Map.of("unit", "database")));

    run("aoki", Map.of("unit", "web"), "");
    story.edits(text -> fence("approve=2").apply(text).replace("reset-failed web", "stop <unit>"));
    run("sato", Map.of("unit", "web"), "");
    assertThat(runs("reset")).as("another text").hasSize(1);
  }

  @Test
  void aRestartKeepsWhatWasAsked() {
    begin(fence("approve=2"));
    run("aoki");
    story.crash().edits(fence("approve=2"));
    run("aoki ");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "aoki  SAME_PERSON");
    run("sato");
    assertThat(runs("reset")).hasSize(1);
  }

  /** The time runs on while Toban is away. */
  @Test
  void aRestartGivesNoMoreTime() {
    begin(fence("approve=2"));
    run("aoki");
    story.passMinutes(14).crash().edits(fence("approve=2")).passMinutes(2);
    run("sato");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato SECOND_PERSON");
  }

  @Test
  void whatWasAgreedToIsUsedUpAfterARestartToo() {
    begin(fence("approve=2"));
    run("aoki");
    run("sato");
    story.passMinutes(1).crash().edits(fence("approve=2"));
    run("sato");
    assertThat(runs("reset")).hasSize(1);
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato SECOND_PERSON");
  }

  /** Another text, other values: what was not asked for is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "values"})
  void aRestartOpensNothingElse(String changed) {
    UnaryOperator<String> field =
        text -> fence("approve=2").apply(text).replace("reset-failed web", "reset-failed <unit>");
    begin(field);
    run("aoki", Map.of("unit", "web"), "");
    boolean text = changed.equals("text");
    story
        .crash()
        .edits(it -> field.apply(it).replace("reset-failed", text ? "stop" : "reset-failed"));
    run("sato", Map.of("unit", text ? "web" : "database"), "");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato SECOND_PERSON");
  }

  @Test
  void bothAreAskedForOfBoth() {
    begin(fence("approve=2 confirm=host"));
    String host = host();
    run("aoki", Map.of(), host);
    run("sato");
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).containsExactly("aoki SECOND_PERSON", "sato CONFIRM_HOST");
    run("sato", Map.of(), host);
    assertThat(runs("reset")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"confirm=host", "approve=2"})
  void nothingOfItStartsByItself(String attribute) {
    UnaryOperator<String> edit = text -> text.replace("name=restart", "name=restart " + attribute);
    story.start().edits(edit);
    story.does(
        new Command.Approve("aoki", story.board().library().step(stepId("restart")).orElseThrow()));
    story.fires(alert("Down", "web", BEGIN)).passMinutes(1);
    assertThat(story.started).isEmpty();
    assertThat(story.incident().response().automatic()).isFalse();
    Cause why = attribute.startsWith("confirm") ? Cause.CONFIRM_HOST : Cause.SECOND_PERSON;
    assertThat(story.incident().response().why()).isEqualTo(why.said());
    assertThat(guard("restart").refusal()).as("a dry run shows it").isNull();
  }

  /** A verify step runs in a verification only, but there nobody has typed anything. */
  @Test
  void aVerificationWaitsForIt() {
    story.start().edits(text -> text.replace("name=health", "name=health confirm=host"));
    story.does(new Command.Hold("aoki", true, "quiet"));
    story.fires(alert("Down", "web", BEGIN)).passMinutes(1);
    story.does(new Command.Verify("aoki", story.id()));
    assertThat(runs("health")).isEmpty();
    assertThat(story.board().messages()).anyMatch(it -> it.key().equals("verify.waits"));
  }
}
