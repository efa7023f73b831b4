package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.exit;
import static org.toban.engine.Story.stepId;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Share;
import org.toban.incident.rollout.Standing;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.Work;

/** One step on several hosts: who has a turn, what stops it, what goes on. */
class RolloutStoryTest {
  private final Story story = story();

  static Story story() {
    Story story = new Story();
    story.settings = Story.settings(Story.answering(1_000_000), List.of("alertname"));
    return story;
  }

  static List<String> hosts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "host-" + i).toList();
  }

  static void fire(Story story, int hosts) {
    story.start();
    hosts(hosts).forEach(it -> story.fires(alert("Disk", it, BEGIN, "mountpoint", "/" + it)));
    story.pass(Duration.ofSeconds(20));
    assertThat(story.incident().firing()).hasSize(hosts);
  }

  static void run(Story story, List<String> hosts, String share) {
    run(story, "sato", hosts, share, "");
  }

  private static void run(Story story, String by, List<String> hosts, String share, String typed) {
    story.does(
        new Command.RunOnHosts(
            by,
            story.id(),
            stepId("clean"),
            hosts,
            Share.of(share).orElseThrow(),
            Map.of(),
            typed));
  }

  static List<String> started(Story story) {
    return story.started.stream().map(it -> it.target().name()).toList();
  }

  private Rollout rollout() {
    return story.incident().rollouts().getLast();
  }

  /** Each host's letter: waiting, running, succeeded, failed, unknown, not started. */
  private String standings() {
    return rollout().standings(story.incident().runs()).values().stream()
        .map(it -> it == Standing.NOT_STARTED ? "n" : it.name().substring(0, 1))
        .map(it -> it.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private String why() {
    Rollout.End end = rollout().ended();
    return end == null ? "" : end.why();
  }

  private void goOn() {
    story.does(new Command.GoOnRollout("aoki", story.id(), rollout().plan().id()));
  }

  private static Outcome failing(Work work, String host) {
    return exit(work.target().name().equals(host) ? 1 : 0);
  }

  // --- the course -------------------------------------------------------------------------------

  @Test
  void oneHostAfterTheOther() {
    fire(story, 3);
    run(story, hosts(3), "1");
    assertThat(standings()).isEqualTo("rww");
    story.pass(Duration.ofSeconds(2));
    assertThat(standings()).isEqualTo("srw");
    story.pass(Duration.ofSeconds(4));
    assertThat(standings()).isEqualTo("sss");
    assertThat(why()).isEqualTo(Cause.ROLLOUT_DONE.said());
    assertThat(started(story)).isEqualTo(hosts(3));
    assertThat(story.events(Event.RunPlanned.class)).hasSize(3);
    assertThat(story.events(Event.RolloutPlanned.class)).hasSize(1);
    assertThat(story.events(Event.RolloutEnded.class))
        .singleElement()
        .satisfies(it -> assertThat(it.rest()).isEmpty());
  }

  /** A share waits for the last of the one before, not for the first. */
  @Test
  void aShareAtATime() {
    fire(story, 5);
    story.host = work -> work.target().name().equals("host-1") ? null : exit(0);
    run(story, hosts(5), "2");
    assertThat(standings()).isEqualTo("rrwww");
    story.pass(Duration.ofSeconds(5));
    assertThat(standings()).isEqualTo("srwww");
    end("host-1", exit(0));
    assertThat(standings()).isEqualTo("ssrrw");
    story.pass(Duration.ofSeconds(5));
    assertThat(standings()).isEqualTo("sssss");
  }

  private void end(String host, Outcome outcome) {
    Run run = rollout().run(host, story.incident().runs());
    story.take(new Input.RunFinished(story.now, story.id(), run.intent().runId(), outcome));
  }

  @Test
  void theFirstFailureIsTheLastStart() {
    fire(story, 6);
    story.host = work -> failing(work, "host-2");
    run(story, hosts(6), "2");
    story.pass(Duration.ofSeconds(10));
    assertThat(standings()).isEqualTo("ssfsnn");
    assertThat(why()).isEqualTo("it did not succeed on host-2: exit status 1");
    assertThat(rollout().ended().host()).isEqualTo("host-2");
    assertThat(story.events(Event.RolloutEnded.class).getLast().rest())
        .containsExactly("host-4", "host-5");
    assertThat(started(story)).isEqualTo(hosts(4));
  }

  /** The others of its share go on to their own end. */
  @Test
  void whatRunsBesideAFailureIsLetEnd() {
    fire(story, 4);
    story.host = work -> work.target().name().equals("host-1") ? null : exit(1);
    run(story, hosts(4), "2");
    story.pass(Duration.ofSeconds(3));
    assertThat(standings()).isEqualTo("frnn");
    goOn();
    assertThat(standings()).as("not while one of it runs").isEqualTo("frnn");
    end("host-1", exit(0));
    assertThat(standings()).isEqualTo("fsnn");
    assertThat(story.effects).noneMatch(Effect.Stop.class::isInstance);
  }

  @Test
  void anUnknownOutcomeStopsItAndSoDoesALeaseHeldElsewhere() {
    for (Outcome.Reason reason : List.of(Outcome.Reason.LOST, Outcome.Reason.GUARD)) {
      Story mine = story();
      fire(mine, 3);
      mine.host =
          work ->
              new Outcome.Failed(
                  reason, "as a test says", Outcome.Output.none(), Duration.ofSeconds(1));
      run(mine, hosts(3), "1");
      mine.pass(Duration.ofSeconds(5));
      assertThat(started(mine)).containsExactly("host-0");
      assertThat(mine.incident().rollouts().getLast().rest(mine.incident().runs()))
          .containsExactly("host-1", "host-2");
    }
  }

  // --- each host's own guards, labels and intent ------------------------------------------------

  @Test
  void eachHostHasItsOwnLabelsAndItsOwnClaim() {
    story.start().edits(text -> text.replace("logrotate -f all", "du -- <mountpoint>"));
    hosts(3).forEach(it -> story.fires(alert("Disk", it, BEGIN, "mountpoint", "/" + it)));
    story.pass(Duration.ofSeconds(20));
    run(story, hosts(3), "3");
    assertThat(story.started)
        .extracting(it -> ((Job) it).values().values().iterator().next())
        .containsExactly("/host-0", "/host-1", "/host-2");
    assertThat(story.started)
        .extracting(it -> it.labels().get("instance"))
        .containsExactly("host-0", "host-1", "host-2");
    assertThat(story.started)
        .extracting(it -> ((Job) it).claim().attempts().size())
        .as("its own alert only")
        .containsExactly(1, 1, 1);
    assertThat(story.incident().runs())
        .extracting(it -> it.intent().values().get("mountpoint"))
        .containsExactly("/host-0", "/host-1", "/host-2");
  }

  @Test
  void oneHostThatWouldBeRefusedLetsNothingBegin() {
    fire(story, 3);
    for (int i = 0; i < 3; i++) {
      run(story, List.of("host-1"), "1");
      story.pass(Duration.ofSeconds(4));
    }
    int before = story.started.size();
    run(story, hosts(3), "1");
    assertThat(story.started).hasSize(before);
    assertThat(story.events(Event.RunRefused.class).getLast())
        .satisfies(it -> {
          assertThat(it.host()).isEqualTo("host-1");
          assertThat(it.guard()).isEqualTo("START_LIMIT");
        });
  }

  /** Guards are judged when it is a host's turn, not when the first one began. */
  @Test
  void aHostIsJudgedAnewInItsTurn() {
    fire(story, 3);
    run(story, hosts(3), "1");
    story.does(new Command.RunStep("aoki", story.id(), stepId("clean")));
    story.host = work -> null;
    story.does(
        new Command.RunOnHosts(
            "aoki", story.id(), stepId("clean"), List.of("host-2"), Share.ONE, Map.of(), ""));
    assertThat(story.started).as("one rollout at a time").hasSize(1);
    story.edits(text -> text.replace("logrotate -f all", "logrotate -f some"));
    story.pass(Duration.ofSeconds(5));
    assertThat(standings()).isEqualTo("snn");
    assertThat(why()).contains("the text of the step has changed");
    goOn();
    assertThat(standings()).isEqualTo("snn");
  }

  /** Only hosts of the incident's alerts, and those that the block names. */
  @Test
  void noOtherHostCanBeChosen() {
    fire(story, 2);
    run(story, List.of("host-0", "host-9"), "1");
    run(story, List.of("nowhere"), "1");
    assertThat(story.started).isEmpty();
    assertThat(story.events(Event.RunRefused.class))
        .extracting(Event.RunRefused::guard)
        .containsExactly("NO_HOST", "NO_HOST");
    story.edits(text -> text.replace("name=clean", "name=clean hosts=\"host-9, web\""));
    run(story, List.of("host-9", "web"), "1");
    story.pass(Duration.ofSeconds(5));
    assertThat(started(story)).containsExactly("host-9", "web");
  }

  // --- people -----------------------------------------------------------------------------------

  private void begin(int hosts, UnaryOperator<String> fence) {
    fire(story, hosts);
    story.edits(fence);
  }

  @Test
  void theHostsAreConfirmedAsAWhole() {
    begin(3, text -> text.replace("name=clean", "name=clean confirm=host"));
    run(story, "sato", hosts(3), "1", "host-0");
    run(story, "sato", hosts(2), "1", "host-0 +2");
    assertThat(story.started).isEmpty();
    run(story, "sato", hosts(3), "1", " host-0 +2 ");
    story.pass(Duration.ofSeconds(8));
    assertThat(standings()).isEqualTo("sss");
  }

  @Test
  void twoPeopleAgreeToTheSameHostsAndShare() {
    begin(3, text -> text.replace("name=clean", "name=clean approve=2"));
    run(story, "sato", hosts(3), "1", "");
    run(story, "sato", hosts(3), "1", "");
    run(story, "aoki", hosts(2), "1", "");
    run(story, "sato", hosts(3), "2", "");
    assertThat(story.started).isEmpty();
    run(story, "aoki", hosts(3), "2", "");
    story.pass(Duration.ofSeconds(8));
    assertThat(standings()).isEqualTo("sss");
    assertThat(story.incident().runs()).allMatch(it -> it.intent().by().equals("aoki"));
  }

  @Test
  void whatOneOfTwoAskedForIsOpenAfterARestart() {
    UnaryOperator<String> fence = text -> text.replace("name=clean", "name=clean approve=2");
    begin(3, fence);
    run(story, "sato", hosts(3), "2", "");
    story.crash().edits(fence);
    run(story, "aoki", hosts(3), "2", "");
    story.pass(Duration.ofSeconds(8));
    assertThat(standings()).isEqualTo("sss");
  }

  @Test
  void aPersonStopsWhatRunsAndTheRest() {
    fire(story, 5);
    story.host = work -> null;
    run(story, hosts(5), "2");
    story.does(new Command.StopRollout("aoki", story.id(), rollout().plan().id()));
    assertThat(standings()).isEqualTo("rrnnn");
    assertThat(why()).isEqualTo("stopped by aoki");
    assertThat(story.effects.stream().filter(Effect.Stop.class::isInstance)).hasSize(2);
    end("host-0", stopped());
    end("host-1", stopped());
    assertThat(standings()).isEqualTo("ffnnn");
    assertThat(story.started).hasSize(2);
  }

  private static Outcome stopped() {
    return new Outcome.Failed(
        Outcome.Reason.STOPPED, "", Outcome.Output.none(), Duration.ofSeconds(1));
  }

  @Test
  void theHoldSwitchStopsItAndLetsWhatRunsEnd() {
    fire(story, 4);
    run(story, hosts(4), "2");
    story.does(new Command.Hold("aoki", true, "look first"));
    story.pass(Duration.ofSeconds(5));
    assertThat(standings()).isEqualTo("ssnn");
    assertThat(why()).isEqualTo(Cause.ON_HOLD.said());
    goOn();
    assertThat(story.started).as("nothing while it holds").hasSize(2);
    story.does(new Command.Hold("aoki", false, ""));
    goOn();
    story.pass(Duration.ofSeconds(5));
    assertThat(standings()).isEqualTo("ssss");
  }

  @Test
  void noRecordNoStart() {
    fire(story, 3);
    story.historyBreaks("full");
    story.pass(Duration.ofSeconds(2));
    story.does(new Command.AddNote("sato", story.id(), "x"));
    run(story, hosts(3), "1");
    assertThat(story.started).isEmpty();
  }

  @Test
  void aPersonGoesOnWithTheRestOnly() {
    fire(story, 4);
    story.host = work -> failing(work, "host-1");
    run(story, hosts(4), "1");
    story.pass(Duration.ofSeconds(10));
    assertThat(standings()).isEqualTo("sfnn");
    goOn();
    story.pass(Duration.ofSeconds(10));
    assertThat(standings()).isEqualTo("sfss");
    assertThat(started(story)).containsExactly("host-0", "host-1", "host-2", "host-3");
    goOn();
    assertThat(started(story)).hasSize(4);
    assertThat(story.events(Event.CommandRefused.class)).hasSize(1);
  }

  @Test
  void afterARestartItDoesNotGoOnByItself() {
    fire(story, 4);
    story.host = work -> null;
    run(story, hosts(4), "2");
    story.crash().passMinutes(10);
    assertThat(standings()).isEqualTo("uunn");
    assertThat(why()).isEqualTo(Cause.ROLLOUT_CUT.said());
    assertThat(story.started).hasSize(2);
    story.host = work -> exit(0);
    goOn();
    story.pass(Duration.ofSeconds(10));
    assertThat(standings()).isEqualTo("uuss");
    assertThat(started(story)).doesNotHaveDuplicates();
  }

  /** Recovery is not looked for between two shares. */
  @Test
  void theNextShareComesBeforeTheVerification() {
    fire(story, 3);
    run(story, hosts(3), "1");
    hosts(3).forEach(it -> story.clears(alert("Disk", it, BEGIN, "mountpoint", "/" + it)));
    story.pass(Duration.ofMinutes(2));
    assertThat(standings()).isEqualTo("sss");
    List<String> events = story.events();
    assertThat(events.lastIndexOf("RunPlanned")).isLessThan(events.indexOf("VerificationStarted"));
  }

  /** A verify step that says so passes when it has passed on every host. */
  @Test
  void recoveryIsLookedAtOnEveryHost() {
    story.start().edits(text -> text.replace("name=health", "name=health hosts=incident"));
    story.does(new Command.Hold("aoki", true, "quiet"));
    hosts(3).forEach(it -> story.fires(alert("Down", it, BEGIN)));
    story.pass(Duration.ofSeconds(20));
    story.host = work -> failing(work, "host-1");
    story.does(new Command.Verify("sato", story.id()));
    hosts(3).forEach(it -> story.clears(alert("Down", it, BEGIN)));
    story.pass(Duration.ofMinutes(2));
    assertThat(story.phase()).isEqualTo("Verifying");
    assertThat(started(story)).startsWith("host-0", "host-1", "host-1").doesNotContain("host-2");
    story.host = work -> exit(0);
    story.pass(Duration.ofSeconds(40));
    assertThat(story.phase()).isEqualTo("Recovered");
    assertThat(started(story)).endsWith("host-1", "host-2");
    assertThat(story.started)
        .allSatisfy(it -> assertThat(it.labels().get("instance")).isEqualTo(it.target().name()));
  }
}
