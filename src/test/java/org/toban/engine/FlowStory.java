package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.exit;
import static org.toban.engine.Story.stepId;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.Answering;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Verdict;
import org.toban.notice.Delivery;

/**
 * A story in sentences of the runbook: what happens, and line by line all that is told of it and
 * run because of it. What nobody expected fails the story in the second in which it is told; what
 * is expected and not told fails it too. It is 12:00 in Tokyo, a Tuesday, when a story begins;
 * sources answer at once when something fires, and every 15 seconds.
 */
final class FlowStory implements AfterEachCallback {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  final Story stage = new Story();
  private final Ear ear = new Ear(stage);
  private boolean begun;
  private @Nullable String about;

  // --- time
  // ---------------------------------------------------------------------------------------

  /** Nothing is told and nothing runs until this time of day, {@code 12:05} or {@code 12:05:15}. */
  FlowStory at(String clock) {
    ZonedDateTime now = stage.now.atZone(ZONE);
    ZonedDateTime then = now.with(LocalTime.parse(clock));
    return until((then.isBefore(now) ? then.plusDays(1) : then).toInstant());
  }

  /** Nothing is told and nothing runs for so long: {@code 20m}, {@code 25h}. */
  FlowStory after(String time) {
    return until(stage.now.plus(length(time)));
  }

  private FlowStory until(Instant end) {
    step();
    while (stage.now.isBefore(end)) {
      stage.pass(Duration.ofSeconds(1));
      ear.listen();
      if (stage.now.isBefore(end)) {
        ear.nothingElse();
      }
    }
    return this;
  }

  /** The lid is closed for so long, or the clock is set; negative for back. */
  FlowStory clockJumps(String time) {
    step();
    stage.sleep(length(time));
    return this;
  }

  /** The program is killed and begins anew. */
  FlowStory isKilled() {
    step();
    stage.crash();
    ear.beginAnew();
    return heard();
  }

  static Duration length(String time) {
    return time.startsWith("-")
        ? Duration.parse("-PT" + time.substring(1).toUpperCase(Locale.ROOT))
        : Duration.parse("PT" + time.toUpperCase(Locale.ROOT));
  }

  // --- what happens
  // -------------------------------------------------------------------------------

  FlowStory with(EngineSettings settings) {
    stage.settings = settings;
    return this;
  }

  FlowStory with(Answering answering) {
    return with(Story.settings(answering));
  }

  /** An alert of the runbook's table on the host web. */
  FlowStory fires(String name) {
    return fires(alert(name, "web", stage.now));
  }

  FlowStory fires(Alert... alerts) {
    step();
    stage.fires(alerts).poll();
    about = alerts[0].name();
    return heard();
  }

  static Alert pending(String name) {
    return inState(name, Alert.State.PENDING, List.of());
  }

  static Alert silenced(String name) {
    return inState(name, Alert.State.SUPPRESSED, List.of("silence:1"));
  }

  private static Alert inState(String name, Alert.State state, List<String> by) {
    Alert it = alert(name, "web", Story.BEGIN);
    return new Alert(
        it.labels(), it.fingerprint(), it.annotations(), it.startsAt(), state, by, null);
  }

  static Alert[] onHosts(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(host -> alert(name, "host-" + host, Story.BEGIN))
        .toArray(Alert[]::new);
  }

  /** It is missing from the answers of its source from now on. */
  FlowStory clears(String name) {
    step();
    List<Alert> gone =
        stage.in("prod").values().stream().filter(it -> it.name().equals(name)).toList();
    assertThat(gone).as(name + " fires").isNotEmpty();
    stage.clears(gone.toArray(new Alert[0]));
    return this;
  }

  /** Every command whose text has this word fails from now on; none for "". */
  FlowStory commandsFail(String word) {
    stage.host = job -> exit(!word.isEmpty() && job.script().contains(word) ? 1 : 0);
    return this;
  }

  /** Commands that are started from now on run, and nobody sees them end. */
  FlowStory commandsNeverEnd() {
    stage.host = job -> null;
    return this;
  }

  FlowStory sourceBreaks() {
    stage.breaks("prod");
    return this;
  }

  FlowStory historyBreaks(String why) {
    step();
    stage.historyBreaks(why);
    return this;
  }

  FlowStory channelsFail(String why) {
    stage.mail =
        letter -> {
          ear.hear("cannot tell " + letter.notice().to() + ": " + letter.notice().title());
          return Delivery.temporary(why);
        };
    return this;
  }

  FlowStory channelsWork() {
    stage.mail = letter -> Delivery.sent();
    return this;
  }

  /** Somebody does what a person can do at the desk. */
  FlowStory does(Command command) {
    step();
    stage.does(command);
    return heard();
  }

  FlowStory takes(Input input) {
    step();
    stage.take(input);
    return heard();
  }

  FlowStory acknowledges(String who) {
    return does(new Command.Acknowledge(who, id(), "on it", null));
  }

  FlowStory acknowledges(String who, String length) {
    return does(new Command.Acknowledge(who, id(), "on it", length(length)));
  }

  FlowStory givesBack(String who) {
    return does(new Command.EndAcknowledgement(who, id()));
  }

  FlowStory takesOver(String who) {
    return does(new Command.TakeOver(who, id(), "I know it"));
  }

  FlowStory givesTo(String who, String to) {
    return does(new Command.Reassign(who, id(), to, "knows it"));
  }

  FlowStory snoozes(String who, String length) {
    return does(new Command.Snooze(who, id(), length(length), "on the train"));
  }

  FlowStory endsSnooze(String who) {
    return does(new Command.EndSnooze(who, id()));
  }

  FlowStory diagnoses(String who) {
    return does(new Command.Diagnose(who, id()));
  }

  FlowStory startsStep(String who, String step) {
    return does(new Command.RunStep(who, id(), stepId(step)));
  }

  FlowStory ticksOff(String who, String check) {
    return does(new Command.SetCheck(who, id(), check, true));
  }

  FlowStory saysTheResponseIsDone(String who) {
    return does(new Command.Verify(who, id()));
  }

  FlowStory escalates(String who) {
    return escalatesHavingSeen(who, incident().escalationLevel());
  }

  FlowStory escalatesHavingSeen(String who, int level) {
    return does(new Command.Escalate(who, id(), "I need help", level));
  }

  FlowStory stopsTheClock(String who, String why) {
    return does(new Command.PauseDeadline(who, id(), why));
  }

  FlowStory startsTheClock(String who) {
    return does(new Command.ResumeDeadline(who, id()));
  }

  FlowStory draftsTheReview(String who) {
    return does(new Command.DraftReview(who, id()));
  }

  FlowStory closes(String who, String reason) {
    return does(new Command.Close(who, id(), Verdict.ACTIONABLE, reason));
  }

  FlowStory reopens(String who) {
    return does(new Command.Reopen(who, id(), "it is not over"));
  }

  FlowStory mergesInto(String who, String other) {
    return does(new Command.Merge(who, id(), incident(other).id(), "one cause"));
  }

  FlowStory splitsOff(String who, Fingerprint... alerts) {
    return does(new Command.Split(who, id(), List.of(alerts), "another cause"));
  }

  FlowStory stopsAutomation(String who) {
    return does(new Command.Hold(who, true, "release")).says("hold.on");
  }

  FlowStory allowsAutomation(String who) {
    return does(new Command.Hold(who, false, "")).says("hold.off");
  }

  /** Work on the host web that was announced, from one time of day to another. */
  FlowStory announces(String work, String from, String until) {
    MaintenanceWindow.Once time = new MaintenanceWindow.Once(today(from), today(until));
    return does(
        new Command.DeclareMaintenance(
            "aoki",
            new MaintenanceWindow(
                work,
                Matchers.parse("instance=\"web\""),
                time,
                "aoki",
                MaintenanceWindow.Origin.DECLARED)));
  }

  private Instant today(String clock) {
    return stage.now.atZone(ZONE).with(LocalTime.parse(clock)).toInstant();
  }

  /** From here the story is about the newest incident of this alert. */
  FlowStory about(String name) {
    about = name;
    return this;
  }

  // --- what is told
  // -------------------------------------------------------------------------------

  /** Somebody is paged: a critical notice of this title. */
  FlowStory pages(String to, String title) {
    return expect("page to " + to + ": " + title);
  }

  /** Somebody is notified: a warning, or of unknown severity. */
  FlowStory notifies(String to, String title) {
    return expect("notice to " + to + ": " + title);
  }

  /** Somebody is told what needs nobody: a recovery. */
  FlowStory informs(String to, String title) {
    return expect("word to " + to + ": " + title);
  }

  FlowStory cannotTell(String to, String title) {
    return expect("cannot tell " + to + ": " + title);
  }

  /** The desk says something, by the key of its message. */
  FlowStory says(String key) {
    ear.expect("desk: " + key, what -> what.startsWith("desk: " + key + " "));
    return this;
  }

  /** What was asked for is not done, and the desk says why. */
  FlowStory refuses(String denial) {
    return says("denied." + denial);
  }

  /** A command starts on a host. */
  FlowStory runs(String script) {
    return expect("run: " + script);
  }

  private FlowStory expect(String what) {
    ear.expect(what, what::equals);
    return this;
  }

  // --- how it stands
  // ------------------------------------------------------------------------------

  /** The phase of the incident. */
  FlowStory stands(String phase) {
    assertThat(incident().phase().getClass().getSimpleName()).as(now()).isEqualTo(phase);
    return this;
  }

  FlowStory isHeldBy(String who) {
    assertThat(Flow.holder(incident())).as(now()).isEqualTo(who);
    return this;
  }

  FlowStory isDueAt(String clock) {
    Instant due = incident().deadline();
    assertThat(due).as(now()).isNotNull();
    assertThat(LocalTime.ofInstant(due, ZONE)).as(now()).isEqualTo(LocalTime.parse(clock));
    return this;
  }

  FlowStory isAnswered(boolean answered) {
    assertThat(incident().respondedAt() != null).as(now() + ": answered").isEqualTo(answered);
    return this;
  }

  FlowStory is(Severity severity) {
    assertThat(incident().severity()).as(now()).isEqualTo(severity);
    return this;
  }

  FlowStory hasIncidents(int count) {
    assertThat(stage.board().incidents()).as(now()).hasSize(count);
    return this;
  }

  /** These events were written since the last thing that happened, among others, in this order. */
  FlowStory writes(String... events) {
    assertThat(ear.written()).as(now()).containsSubsequence(events);
    return this;
  }

  /** The reason that Toban wrote down when it chose an automatic or a manual response. */
  FlowStory isManualBecause(String why) {
    Incident.Response response = incident().response();
    assertThat(response).as(now()).isNotNull();
    assertThat(response.automatic()).as(now()).isFalse();
    assertThat(response.why()).as(now()).isEqualTo(why);
    return this;
  }

  Incident incident() {
    return about == null ? stage.incident() : incident(about);
  }

  Incident incident(String name) {
    return stage.board().incidents().values().stream()
        .filter(it -> it.alertName().equals(name))
        .max(Comparator.comparing(Incident::openedAt))
        .orElseThrow(() -> new AssertionError(now() + ": no incident " + name));
  }

  String id() {
    return incident().id();
  }

  private String now() {
    return LocalTime.ofInstant(stage.now, ZONE).toString();
  }

  /** The last thing that happened is over, and all of it was expected. */
  private void step() {
    if (!begun) {
      begun = true;
      stage.start();
      ear.listen();
    }
    ear.nothingElse();
    ear.forgetWritten();
  }

  private FlowStory heard() {
    ear.listen();
    return this;
  }

  /** Nothing was told at the end that the story does not say, and nothing waits to be told. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      ear.nothingElse();
      assertThat(stage.history.waitingLetters()).as("letters that wait").isEmpty();
    }
  }
}
