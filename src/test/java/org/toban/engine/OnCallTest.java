package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Answering;
import org.toban.incident.Duty;
import org.toban.incident.EscalationPlan;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;

/** Who is asked by the on-call schedules, as stories; each ends with every notice that was sent. */
class OnCallTest {
  private final Story story = new Story();
  private final Alert plain = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private final Alert disk = alert("Disk", "web-1", BEGIN);

  private static EscalationPlan.Step step(String to) {
    return new EscalationPlan.Step(List.of(to), Duration.ofMinutes(10));
  }

  private Story begin() {
    EscalationPlan plan =
        new EscalationPlan(
            "all", List.of(step("oncall:primary"), step("oncall:secondary"), step("Chiba")), 0);
    Roster roster =
        Roster.of(
            List.of(
                new Roster.Rota("primary", List.of(), List.of(), Duration.ofMinutes(40)),
                new Roster.Rota("secondary", List.of(), List.of(), Duration.ofMinutes(40))));
    story.settings =
        Story.settings(
            new Answering(
                List.of(new Answering.Escalation(null, null, plan)),
                Map.of(),
                20,
                Duration.ofHours(1),
                roster,
                MaintenanceRules.none(),
                false));
    return story.start();
  }

  private void reads(String name, Shift... shifts) {
    Instant from = BEGIN.minus(Duration.ofDays(1));
    Schedule schedule = new Schedule(List.of(shifts), from, BEGIN.plus(Duration.ofDays(1)));
    story.take(new Input.ScheduleRead(story.now, name, new Answer.Given<>(schedule)));
  }

  private static Shift shift(String who, int fromMinute, int toMinute) {
    return new Shift(
        who, BEGIN.plus(Duration.ofMinutes(fromMinute)), BEGIN.plus(Duration.ofMinutes(toMinute)));
  }

  private List<String> told() {
    return story.notices.stream().map(it -> it.to() + ": " + it.why()).toList();
  }

  @Test
  void whoIsOnCallIsAskedAndAfterAChangeOfShiftTheNextOne() {
    begin();
    reads("primary", shift("Aoki", -60, 3), shift("Baba", 3, 60));
    reads("secondary", shift("Dan", -60, 60));
    story.fires(plain).passMinutes(11);
    assertThat(told())
        .containsExactly(
            "Aoki: new incident",
            "Baba: repeat: nobody has answered",
            "Baba: half of the response time is over",
            "Dan: escalation");
    assertThat(story.events(Event.Asked.class))
        .extracting(Event.Asked::who)
        .containsExactly("Aoki", "Baba", "Dan");
    assertThat(Flow.holder(story.crash().incident())).isEqualTo("Dan");
  }

  @Test
  void aGapIsAnEventAndTheNextStepIsAskedAtOnce() {
    begin();
    reads("primary", shift("Aoki", 30, 60));
    reads("secondary", shift("Dan", -60, 60));
    story.fires(plain).pass(Duration.ofSeconds(16));
    assertThat(told()).containsExactly("Dan: new incident");
    assertThat(story.events(Event.NobodyOnCall.class))
        .extracting(Event.NobodyOnCall::level)
        .containsExactly(0);
    assertThat(story.incident().escalationLevel()).isEqualTo(1);
    assertThat(story.events(Event.HandedOver.class))
        .extracting(Event.HandedOver::why)
        .containsExactly("nobody is on call: oncall:primary");
  }

  @Test
  void twoGapsInARowReachWhoIsAlwaysThere() {
    begin();
    reads("primary");
    reads("secondary");
    story.fires(plain).pass(Duration.ofSeconds(16));
    assertThat(told()).containsExactly("Chiba: new incident");
    assertThat(story.events(Event.NobodyOnCall.class)).hasSize(2);
    story.passMinutes(5);
    assertThat(story.events(Event.NobodyOnCall.class)).hasSize(2);
  }

  @Test
  void aScheduleThatCannotBeReadIsNeverNobody() {
    begin();
    story.fires(plain).pass(Duration.ofSeconds(16));
    assertThat(told()).containsExactly("oncall:primary: new incident");
    assertThat(story.incident().escalationLevel()).isZero();
    reads("primary", shift("Aoki", 30, 60));
    Answer<Schedule> refused = new Answer.Failed<>(new Fault.Refused(503, ""));
    story.take(new Input.ScheduleRead(story.now, "primary", refused));
    story.passMinutes(5);
    assertThat(story.events(Event.NobodyOnCall.class)).isEmpty();
    assertThat(story.incident().escalationLevel()).isZero();
    assertThat(told()).last().isEqualTo("oncall:primary: repeat: nobody has answered");
    assertThat(story.board().roster().rotas().get("primary").problem()).contains("503");
  }

  /** The feed is down at the restart: who was on call by its last reading is asked all the same. */
  @Test
  void afterARestartWhoWasOnCallIsAskedWhileTheScheduleCannotBeRead() {
    begin();
    reads("primary", shift("Aoki", -60, 3), shift("Baba", 3, 60));
    Roster.Rota kept = story.board().roster().rotas().get("primary");
    story.crash();
    story.take(new Input.ScheduleRemembered(story.now, "primary", kept.schedule(), kept.readAt()));
    Answer<Schedule> refused = new Answer.Failed<>(new Fault.Refused(503, ""));
    story.take(new Input.ScheduleRead(story.now, "primary", refused));
    story.fires(plain).pass(Duration.ofSeconds(16));
    assertThat(told()).containsExactly("Aoki: new incident");
    story.passMinutes(6);
    assertThat(told()).last().isEqualTo("Baba: repeat: nobody has answered");
    Roster.Rota now = story.board().roster().rotas().get("primary");
    assertThat(now.isStale(story.now)).isTrue();
    assertThat(now.readAt()).isEqualTo(kept.readAt());
    reads("primary", shift("Chiba", -60, 60));
    assertThat(story.board().roster().rotas().get("primary").duty(story.now))
        .isEqualTo(new Duty.OnCall(List.of("Chiba")));
    assertThat(story.board().roster().rotas().get("primary").isStale(story.now)).isFalse();
  }

  @Test
  void aWarningIsNotPassedOnBecauseOfAGap() {
    begin();
    reads("primary");
    reads("secondary", shift("Dan", -60, 60));
    story.fires(disk).pass(Duration.ofSeconds(16));
    assertThat(told()).containsExactly("oncall:primary: new incident");
    assertThat(story.events(Event.NobodyOnCall.class)).hasSize(1);
    assertThat(story.incident().escalationLevel()).isZero();
  }

  @Test
  void whoHasTakenItIsNotAskedBySchedule() {
    begin();
    reads("primary", shift("Aoki", -60, 3), shift("Baba", 3, 600));
    story.fires(plain).pass(Duration.ofSeconds(16));
    story.does(new Command.Acknowledge("aoki", story.id(), "on it", null)).passMinutes(70);
    assertThat(story.events(Event.Asked.class)).hasSize(1);
  }
}
