package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.stepId;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Event;
import org.toban.incident.Run;
import org.toban.remedy.Job;
import org.toban.runbook.Step;
import org.toban.runbook.field.Field;
import org.toban.runbook.field.Filling;

/** What a script asks for is filled from labels, or by a person, or it does not run. */
class FieldsStoryTest {
  private static String service(String text) {
    return text.replace("systemctl restart web", "systemctl restart <service>");
  }

  private static String pod(String text) {
    return text.replace("reset-failed web", "reset-failed <pod> \"$UNIT\" ${MODE:-x}");
  }

  private final Story story = new Story();

  private Alert down(String... more) {
    return alert("Down", "web", BEGIN, more);
  }

  private Step step(String name) {
    return story.board().library().step(stepId(name)).orElseThrow();
  }

  /** The edited runbook, with its automatic step approved. */
  private Story begin(UnaryOperator<String> edit, Alert alert) {
    story.start().edits(edit);
    story.does(new Command.Approve("aoki", step("restart")));
    return story.fires(alert).passMinutes(1);
  }

  private List<Run> runs(String name) {
    return story.incident().runs().stream()
        .filter(it -> it.intent().stepId().equals(stepId(name)))
        .toList();
  }

  private List<String> refusals() {
    return story.history.events(story.id()).stream()
        .filter(Event.RunRefused.class::isInstance)
        .map(it -> ((Event.RunRefused) it).guard())
        .toList();
  }

  private Guard guard(String name) {
    return Guard.of(story.board(), story.incident(), step(name), story.now);
  }

  @Test
  void aLabelFillsAnAutomaticRun() {
    begin(FieldsStoryTest::service, down("svc", "mks; reboot"));
    Job job = (Job) story.started.getFirst();
    assertThat(job.script()).isEqualTo("systemctl restart \"$TOBAN_FIELD_SERVICE\"");
    assertThat(job.values()).isEqualTo(Map.of("TOBAN_FIELD_SERVICE", "mks; reboot"));
    Run.Intent intent = runs("restart").getFirst().intent();
    assertThat(intent.values()).isEqualTo(Map.of("service", "mks; reboot"));
    assertThat(intent.script()).isEqualTo("systemctl restart <service>");
    assertThat(intent.sha256()).isEqualTo(step("restart").sha256());
    assertThat(intent.automatic()).isTrue();
  }

  @Test
  void whatNoLabelFillsIsManual() {
    begin(FieldsStoryTest::service, down());
    assertThat(story.started).isEmpty();
    assertThat(refusals()).containsExactly("NEEDS_VALUES");
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.NEEDS_VALUES);
    assertThat(guard("restart").refusal()).isNull();
    assertThat(story.incident().response().automatic()).isFalse();
  }

  @Test
  void aLabelThatCannotStandThereIsManualToo() {
    begin(FieldsStoryTest::service, down("service", "--force"));
    assertThat(story.started).isEmpty();
    assertThat(refusals()).containsExactly("NEEDS_VALUES");
    DryRun dry = DryRun.of(story.board(), story.incident(), step("restart"), story.now);
    Filling.Offer offer = dry.filling().offers().getFirst();
    assertThat(offer.value()).isEqualTo("--force");
    assertThat(DryRun.fault(offer.field(), offer.value())).contains(Field.Fault.STARTS_WITH_DASH);
    assertThat(DryRun.fault(offer.field(), "a\u001b")).contains(Field.Fault.UNSAFE);
  }

  @Test
  void twoLabelsThatDifferFillNothing() {
    UnaryOperator<String> host = text -> text.replace("restart web", "restart <node>");
    begin(host, down("host", "other"));
    assertThat(story.started).isEmpty();
    assertThat(refusals()).containsExactly("NEEDS_VALUES");
  }

  /** The label is the exporter's own when the alert has an exported one beside it. */
  @Test
  void anExportersOwnLabelFillsNothing() {
    begin(
        FieldsStoryTest::service,
        down("service", "kube-state-metrics", "exported_service", "shop"));
    assertThat(story.started).isEmpty();
  }

  @Test
  void aPersonGivesWhatIsMissing() {
    story.start().edits(FieldsStoryTest::pod).does(new Command.Hold("aoki", true, "quiet"));
    story.fires(down()).passMinutes(1);
    story.does(new Command.RunStep("aoki", story.id(), stepId("reset")));
    assertThat(runs("reset")).isEmpty();
    assertThat(refusals()).contains("NEEDS_VALUES");
    story.does(given(Map.of("pod", "-x", "unit", "a")));
    story.does(given(Map.of("pod", "x\ny", "unit", "a")));
    story.does(given(Map.of("pod", "x", "unit", " ".repeat(5000))));
    assertThat(runs("reset")).isEmpty();
    story.does(given(Map.of("pod", "web-0", "unit", "it's", "other", "x")));
    Job job = (Job) story.started.getLast();
    assertThat(job.script())
        .isEqualTo("systemctl reset-failed \"$TOBAN_FIELD_POD\" \"$UNIT\" ${MODE:-x}");
    assertThat(job.values()).isEqualTo(Map.of("TOBAN_FIELD_POD", "web-0", "UNIT", "it's"));
  }

  private Command given(Map<String, String> values) {
    return new Command.RunStep("aoki", story.id(), stepId("reset"), values);
  }

  /** What was given is offered again, also for another step and after a restart. */
  @Test
  void whatWasGivenIsOfferedForTheNextStepAfterARestartToo() {
    UnaryOperator<String> both =
        text -> pod(text).replace("curl -f localhost", "curl -f <pod-name> \"$UNIT\"");
    story.start().edits(both).does(new Command.Hold("aoki", true, "quiet"));
    story.fires(down()).passMinutes(1);
    story.does(given(Map.of("pod", "web-0", "unit", "u"))).passMinutes(1);
    story.crash().edits(both);
    assertThat(runs("reset").getFirst().intent().values())
        .isEqualTo(Map.of("pod", "web-0", "unit", "u"));
    Filling filling =
        DryRun.of(story.board(), story.incident(), step("health"), story.now).filling();
    assertThat(filling.offers())
        .extracting(Filling.Offer::value, Filling.Offer::origin)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("web-0", Filling.Origin.EARLIER),
            org.assertj.core.groups.Tuple.tuple("u", Filling.Origin.EARLIER));
    assertThat(filling.fromLabels()).isEmpty();
    int before = story.started.size();
    story.does(new Command.Verify("aoki", story.id()));
    assertThat(story.started.subList(before, story.started.size()))
        .extracting(work -> ((Job) work).values())
        .containsExactly(Map.of("TOBAN_FIELD_POD_NAME", "web-0", "UNIT", "u"));
  }

  /** A label of now is worth more than what was given before: the alert may be another. */
  @Test
  void aLabelComesBeforeWhatWasGiven() {
    Alert with = down("pod", "web-9");
    story.start().edits(FieldsStoryTest::pod).does(new Command.Hold("aoki", true, "quiet"));
    story.fires(with).passMinutes(1);
    story.does(given(Map.of("pod", "typed", "unit", "u")));
    assertThat(runs("reset").getLast().intent().values()).containsEntry("pod", "typed");
    Filling filling =
        DryRun.of(story.board(), story.incident(), step("reset"), story.now).filling();
    assertThat(filling.values()).containsEntry("pod", "web-9").containsEntry("unit", "u");
  }

  @Test
  void whereNoValueIsSafeNothingRuns() {
    begin(
        text -> text.replace("systemctl restart web", "sh -c \"restart <service>\""),
        down("service", "mks"));
    assertThat(story.started).isEmpty();
    assertThat(guard("restart").refusal()).isEqualTo(Guard.Refusal.UNSAFE_FIELD);
    story.does(
        new Command.RunStep("aoki", story.id(), stepId("restart"), Map.of("service", "mks")));
    assertThat(story.started).isEmpty();
    assertThat(refusals()).containsExactly("UNSAFE_FIELD", "UNSAFE_FIELD");
  }

  /** Nobody has given it, so it waits, and says so. */
  @Test
  void aVerifyStepThatAsksWaitsForAPerson() {
    begin(text -> text.replace("curl -f localhost", "curl -f <url>"), down()).passMinutes(1);
    assertThat(runs("health")).isEmpty();
    assertThat(story.board().messages()).anyMatch(it -> it.key().equals("verify.waits"));
  }
}
