package org.toban.remedy.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.incident.Run;
import org.toban.remedy.Call;
import org.toban.remedy.Outcome;
import org.toban.remedy.RequestSettings;
import org.toban.remedy.Site;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Step;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/** The blocks of docs/ci-reruns.md against the contracts of GitLab, GitHub and Jenkins. */
class CiRerunTest {
  private static final Labels LABELS =
      Labels.of(
          "project_id", "42",
          "pipeline_id", "1001",
          "owner", "acme",
          "repository", "web",
          "run_id", "77",
          "folder", "backend",
          "job_name", "deploy web",
          "branch", "fix/a&b");

  @TempDir Path folder;
  private PlayedSite site;

  @BeforeEach
  void open() throws IOException {
    site = new PlayedSite();
    Files.writeString(folder.resolve("token"), "dG9iYW46cw==");
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** The steps of the runbook under a heading of the document, sent to the played server. */
  private List<Step> steps(String product) throws IOException {
    String docs = Files.readString(Path.of("docs/ci-reruns.md"));
    Matcher block =
        Pattern.compile("## " + product + "\n.*?````markdown\n(.*?)````", Pattern.DOTALL)
            .matcher(docs);
    assertThat(block.find()).as(product).isTrue();
    String text =
        "# Alert: Pipeline\n\n"
            + block
                .group(1)
                .replaceAll("https://(gitlab|jenkins)\\.example\\.com", site.origin())
                .replace("https://api.github.com", site.origin());
    var library = RunbookReader.read(List.of(new MarkdownFile("ci.md", text)));
    assertThat(library.problems()).as("problems").isEmpty();
    return library.runbooks().getFirst().steps();
  }

  private Outcome run(Step step) {
    RequestSettings.Grant grant =
        new RequestSettings.Grant(
            new Secret.InFile(folder.resolve("token")), Set.of(site.origin()));
    RequestSettings settings =
        new RequestSettings(
            Set.of(site.origin()),
            Map.of("gitlab", grant, "github", grant, "jenkins", grant),
            Http.plain());
    try (SiteRunner runner = new SiteRunner(settings, Secrets.ofSystem(), Duration.ofMillis(5))) {
      return runner.run(
          new Call(
              "run-1",
              new Site(site.origin()),
              step.script(),
              Call.Expectation.of(step.attributes()),
              LABELS,
              Duration.ofSeconds(20)),
          news -> {});
    }
  }

  private static int status(Outcome outcome) {
    return ((Outcome.Exited) outcome).status();
  }

  private void asked(int index, String method, String target, String header, String value) {
    PlayedSite.Asked asked = site.asked.get(index);
    assertThat(asked.method() + " " + asked.target()).isEqualTo(method + " " + target);
    assertThat(asked.header(header)).isEqualTo(value);
  }

  @Test
  void gitLabRetriesAPipelineAndItsStateIsVerified() throws IOException {
    site.answers(201, Map.of("Content-Type", "application/json"), "{\"status\":\"pending\"}")
        .answers(200, Map.of(), "{\"id\":1001,\"status\":\"running\"}")
        .answers(200, Map.of(), "{\"id\":1001,\"status\":\"success\"}");
    List<Step> steps = steps("GitLab");
    assertThat(steps.getFirst().automatic()).isTrue();
    assertThat(steps).extracting(Step::stage).containsExactly(Run.Stage.RESPOND, Run.Stage.VERIFY);
    assertThat(status(run(steps.getFirst()))).isZero();
    assertThat(status(run(steps.getLast()))).isEqualTo(1);
    assertThat(status(run(steps.getLast()))).isZero();
    String pipeline = "/api/v4/projects/42/pipelines/1001";
    asked(0, "POST", pipeline + "/retry", "PRIVATE-TOKEN", "dG9iYW46cw==");
    assertThat(site.asked.getFirst().body()).isEmpty();
    asked(1, "GET", pipeline, "PRIVATE-TOKEN", "dG9iYW46cw==");
  }

  @Test
  void gitHubRunsTheFailedJobsAgain() throws IOException {
    site.answers(201, Map.of(), "{}")
        .answers(200, Map.of(), "{\"status\": \"completed\", \"conclusion\": \"success\"}");
    List<Step> steps = steps("GitHub Actions");
    assertThat(status(run(steps.getFirst()))).isZero();
    assertThat(status(run(steps.getLast()))).isZero();
    String run = "/repos/acme/web/actions/runs/77";
    asked(0, "POST", run + "/rerun-failed-jobs", "Authorization", "Bearer dG9iYW46cw==");
    asked(0, "POST", run + "/rerun-failed-jobs", "X-GitHub-Api-Version", "2022-11-28");
    asked(0, "POST", run + "/rerun-failed-jobs", "Accept", "application/vnd.github+json");
    asked(1, "GET", run, "Authorization", "Bearer dG9iYW46cw==");
  }

  @Test
  void jenkinsBuildsAgainAndItsQueueIsFollowedToTheBuild() throws IOException {
    site.answers(201, Map.of("Location", site.origin() + "/queue/item/9/"), "")
        .answers(200, Map.of(), "{\"why\":\"waiting\"}")
        .answers(200, Map.of(), "{\"executable\":{\"number\":12}}")
        .answers(200, Map.of(), "{\"number\":12,\"result\":\"SUCCESS\"}");
    List<Step> steps = steps("Jenkins");
    Outcome outcome = run(steps.getFirst());
    assertThat(status(outcome)).isZero();
    assertThat(outcome.output().text()).contains("\"number\":12").doesNotContain("dG9iYW46cw");
    assertThat(status(run(steps.getLast()))).isZero();
    String job = "/job/backend/job/deploy%20web/";
    asked(0, "POST", job + "buildWithParameters", "Authorization", "Basic dG9iYW46cw==");
    assertThat(site.asked.getFirst().body()).isEqualTo("BRANCH=fix%2Fa%26b");
    asked(1, "GET", "/queue/item/9/api/json", "Authorization", "Basic dG9iYW46cw==");
    asked(3, "GET", job + "lastBuild/api/json?tree=number,result", "Content-Type", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429})
  void whatIsRefusedFailsWithItsStatusAndIsNotSentAgain(int status) throws IOException {
    for (String product : List.of("GitLab", "GitHub Actions", "Jenkins")) {
      site.asked.clear();
      site.answers(status, Map.of("Retry-After", "60"), "{\"message\":\"no\"}");
      Outcome outcome = run(steps(product).getFirst());
      assertThat(status(outcome)).as(product).isEqualTo(status);
      assertThat(outcome.output().text()).contains("Retry-After: 60").contains("\"no\"");
      assertThat(site.asked).hasSize(1);
    }
  }
}
