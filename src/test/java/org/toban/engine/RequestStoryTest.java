package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.exit;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Event;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.remedy.Call;
import org.toban.remedy.RequestSettings;
import org.toban.remedy.Work;
import org.toban.runbook.Step;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/** An http step stands behind the same guards as a command. */
class RequestStoryTest {
  private static final String CI = "https://ci.example.com";
  private static final String BOOK =
      """

      | Alert | Level | Response time | Owner | Automatic response |
      |---|---|---|---|---|
      | Pipeline | Critical | within 15 minutes | Dev | Retry |

      # Alert: Pipeline

      ## Respond

      ```http { name=retry expect=201 auto }
      POST https://ci.example.com/pipelines/{{ $labels.pipeline }}/retry
      Authorization: Bearer {{ secret.ci }}
      ```

      ## Verify

      ```http { name=passed contains=success }
      GET https://ci.example.com/pipelines/{{ $labels.pipeline }}
      ```
      """;

  private final Story story = new Story();
  private final Alert failed =
      alert("Pipeline", "", BEGIN, "severity", "critical", "pipeline", "7/8");

  @BeforeEach
  void configured() {
    story.requests = settings(Set.of(CI), Set.of(CI));
  }

  private static RequestSettings settings(Set<String> allowed, Set<String> hosts) {
    RequestSettings.Grant grant =
        new RequestSettings.Grant(new Secret.InFile(Path.of("token")), hosts);
    return new RequestSettings(allowed, Map.of("ci", grant), Http.plain());
  }

  private Story begun(String... approved) {
    story.start().edits(text -> text + BOOK);
    for (String name : approved) {
      story.does(new Command.Approve("aoki", step(name)));
    }
    return story.fires(failed).passMinutes(1);
  }

  private Step step(String name) {
    return story.board().library().runbooks().stream()
        .flatMap(it -> it.steps().stream())
        .filter(it -> it.id().endsWith("/" + name))
        .findFirst()
        .orElseThrow();
  }

  private Guard guard(String name) {
    return Guard.of(story.board(), story.incident(), step(name), story.now);
  }

  @Test
  void anApprovedRequestRunsByItselfOnceAndIsVerified() {
    story.host = work -> exit(0);
    begun("retry", "passed").clears(failed).passMinutes(3);
    assertThat(story.started).extracting(Work::target).allMatch(it -> it.name().equals(CI));
    assertThat(story.started.getFirst())
        .isInstanceOfSatisfying(
            Call.class,
            it -> {
              assertThat(it.expects().status()).isEqualTo("201");
              assertThat(it.labels().get("pipeline")).isEqualTo("7/8");
              assertThat(it.script()).isEqualTo(step("retry").script());
            });
    assertThat(posts()).isEqualTo(1);
    assertThat(story.incident().phase()).isInstanceOf(Phase.Recovered.class);
    assertThat(story.incident().runs())
        .extracting(Run::intent)
        .extracting(Run.Intent::host)
        .containsOnly(CI);
  }

  private long posts() {
    return story.started.stream().filter(it -> it.script().startsWith("POST")).count();
  }

  /**
   * The intent is stored before anything is sent, and what was not seen to end is not sent again.
   */
  @Test
  void aCrashRepeatsNoRequest() {
    story.host = work -> null;
    begun("retry", "passed");
    assertThat(posts()).isEqualTo(1);
    story.crash().edits(text -> text + BOOK).passMinutes(10);
    assertThat(posts()).isEqualTo(1);
    assertThat(story.incident().runs().getFirst().ended()).isInstanceOf(Run.Unknown.class);
  }

  @Test
  void withoutApprovalNothingIsSentByItself() {
    begun("passed");
    assertThat(posts()).isZero();
    assertThat(guard("retry").automaticRefusal()).isEqualTo(Guard.Refusal.NOT_TRUSTED);
    assertThat(guard("retry").refusal()).isNull();
  }

  @Test
  void onHoldNothingIsSentByItself() {
    story.start().edits(text -> text + BOOK);
    story.does(new Command.Approve("aoki", step("retry")));
    story.does(new Command.Hold("aoki", true, "quiet")).fires(failed).passMinutes(1);
    assertThat(posts()).isZero();
    assertThat(guard("retry").automaticRefusal()).isEqualTo(Guard.Refusal.ON_HOLD);
  }

  @Test
  void theStartLimitCountsRequestsOfAPerson() {
    begun();
    for (int i = 0; i < 5; i++) {
      story.does(new Command.RunStep("aoki", story.incident().id(), step("retry").id()));
      story.pass(java.time.Duration.ofSeconds(5));
    }
    assertThat(posts()).isEqualTo(3);
    assertThat(guard("retry").refusal()).isEqualTo(Guard.Refusal.START_LIMIT);
  }

  @Test
  void oneRequestAtATimeGoesToAServer() {
    story.host = work -> null;
    begun();
    story.does(new Command.RunStep("aoki", story.incident().id(), step("retry").id()));
    assertThat(guard("passed").refusal()).isEqualTo(Guard.Refusal.HOST_BUSY);
  }

  @Test
  void aServerThatIsNotAllowedIsRefusedToAPersonToo() {
    story.requests = settings(Set.of("https://other.example.com"), Set.of());
    begun("retry");
    story.does(new Command.RunStep("aoki", story.incident().id(), step("retry").id()));
    assertThat(story.started).isEmpty();
    assertThat(guard("retry").refusal()).isEqualTo(Guard.Refusal.PLACE_NOT_ALLOWED);
    assertThat(guard("retry").problem()).asString().contains("requests.allow");
    assertThat(story.history.events(story.incident().id()))
        .filteredOn(Event.RunRefused.class::isInstance)
        .isNotEmpty();
  }

  @Test
  void aSecretForAnotherServerIsRefused() {
    story.requests = settings(Set.of(CI, "https://x.example"), Set.of("https://x.example"));
    begun("retry");
    assertThat(story.started).isEmpty();
    assertThat(guard("retry").refusal()).isEqualTo(Guard.Refusal.SECRET_NOT_ALLOWED);
  }

  @Test
  void aDryRunShowsWhatWouldGoWithSecretsByTheirNames() {
    begun();
    DryRun dry = DryRun.of(story.board(), story.incident(), step("retry"), story.now);
    assertThat(dry.script())
        .isEqualTo(
            """
            POST https://ci.example.com/pipelines/7%2F8/retry
            Authorization: Bearer {{ secret.ci }}
            """);
    assertThat(dry.variables()).isEmpty();
  }

  @Test
  void aMissingLabelIsToldBeforehand() {
    story.start().edits(text -> text + BOOK);
    story.fires(alert("Pipeline", "", BEGIN, "severity", "critical")).passMinutes(1);
    assertThat(guard("retry").refusal()).isEqualTo(Guard.Refusal.BAD_REQUEST);
    assertThat(guard("retry").problem())
        .hasToString("the alert has no label pipeline")
        .extracting(it -> it.in(Locale.JAPANESE))
        .isEqualTo("アラートにラベル pipeline がありません");
  }

  /** A label that no shell may have does not stop a request that does not use it. */
  @Test
  void onlyTheLabelsOfTheRequestAreJudged() {
    story.start().edits(text -> text + BOOK);
    story
        .fires(
            alert("Pipeline", "", BEGIN, "severity", "critical", "pipeline", "7", "note", "a\nb"))
        .passMinutes(1);
    assertThat(guard("retry").refusal()).isNull();
    assertThat(List.of(guard("retry").target())).hasToString("[https://ci.example.com]");
  }
}
