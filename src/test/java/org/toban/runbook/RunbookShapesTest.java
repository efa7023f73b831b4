package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.incident.Run;

/** The shapes in which people write runbooks. */
class RunbookShapesTest {

  @ParameterizedTest
  @CsvSource({
    "診断, DIAGNOSE",
    "対応, RESPOND",
    "確認, VERIFY",
    "Diagnose, DIAGNOSE",
    "Diagnosis, DIAGNOSE",
    "Respond, RESPOND",
    "Remedy, RESPOND",
    "Mitigation, RESPOND",
    "Resolution, RESPOND",
    "Verify, VERIFY",
    "Verification, VERIFY",
    "诊断, DIAGNOSE",
    "缓解, RESPOND",
    "验证, VERIFY",
    "2. 診断 (Diagnosis), DIAGNOSE",
    "Step 1: Diagnose, DIAGNOSE",
    "対応手順, RESPOND",
    "復旧確認, VERIFY",
    "Possible checks, DIAGNOSE",
    "DIAGNOSIS STEPS, DIAGNOSE",
    "Verification / 確認, VERIFY",
    "即時対応手順, RESPOND"
  })
  void stageHeadings(String heading, Run.Stage stage) {
    String[] forms = {
      "# Disk\n\n## " + heading + "\n```sh\ndf\n```\n",
      "# Alert: Disk\n\n1. **" + heading + "**\n   ```sh\n   df\n   ```\n",
      "# Alert: Disk\n\n1. **" + heading + "**:\n\n```sh\ndf\n```\n",
      "# Alert: Disk\n\n**" + heading + "**\n\n```sh\ndf\n```\n",
    };
    for (String form : forms) {
      assertThat(Texts.runbook(form).steps())
          .as(form)
          .extracting(Step::stage, Step::script)
          .containsExactly(tuple(stage, "df"));
    }
  }

  @Test
  void headingsThatAreUnderlined() {
    Runbook runbook = Texts.runbook("Disk\n====\n\n診断\n----\n\n> ```sh\n> df\n> ```\n");
    assertThat(runbook.title()).isEqualTo("Disk");
    assertThat(runbook.steps())
        .extracting(Step::stage, Step::script, it -> it.place().line())
        .containsExactly(tuple(Run.Stage.DIAGNOSE, "df", 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Notes",
        "確認項目",
        "対応時間",
        "アラート対応フロー",
        "Impact",
        "Contacts",
        "Possible causes",
        "",
        "1.",
        "手順2"
      })
  void otherHeadingsAreNoStage(String heading) {
    assertThat(Topic.of(heading).filter(it -> it.stage() != null)).isEmpty();
  }

  @Test
  void meaningImpactDiagnosisMitigation() {
    Runbook runbook =
        Texts.runbook(
            """
            # KubePodCrashLooping

            ## Meaning

            Pod is in `CrashLoop`.

            ## Impact

            Service degradation.

            ## Diagnosis

            - Check the template:

              ```console
              $ kubectl -n x get pods
              NAME   READY
              pod-1  0/1
              ```
            - Check [events](https://k8s.example/events).

            ## Mitigation

            Talk with developers.
            """);
    assertThat(runbook.id()).isEqualTo("page");
    assertThat(runbook.names()).containsExactly("KubePodCrashLooping");
    assertThat(runbook.prose())
        .isEqualTo("Pod is in `CrashLoop`.\n\n**Impact**\n\nService degradation.");
    assertThat(runbook.steps())
        .extracting(Step::id, Step::title, Step::script)
        .containsExactly(tuple("page/diagnose/1", "Check the template", "kubectl -n x get pods"));
    assertThat(runbook.steps().getFirst().place()).isEqualTo(new Place("page.md", 16));
    assertThat(runbook.guidance())
        .containsEntry(Run.Stage.DIAGNOSE, "- Check [events](https://k8s.example/events).")
        .containsEntry(Run.Stage.RESPOND, "Talk with developers.");
    assertThat(runbook.links()).extracting(Runbook.Link::text).containsExactly("events");
  }

  @Test
  void symptomsPossibleChecksResolution() {
    Runbook runbook =
        Texts.runbook(
            """
            # Redis
            ## Symptoms
            - slow

            or gone
            ## Possible checks
            ```bash
            redis-cli ping
            ```
            ## Resolution
            ```bash
            systemctl restart redis
            ```
            """);
    assertThat(runbook.detection()).containsExactly("slow", "or gone");
    assertThat(runbook.steps())
        .extracting(Step::stage)
        .containsExactly(Run.Stage.DIAGNOSE, Run.Stage.RESPOND);
  }

  @Test
  void chinese() {
    Runbook runbook =
        Texts.runbook(
            "# 磁盘满\n## 含义\n磁盘快满了\n## 影响\n写入失败\n## 诊断\n```bash\ndf -h\n```\n## 缓解\n```bash\nlogrotate -f x\n```\n");
    assertThat(runbook.prose()).startsWith("磁盘快满了");
    assertThat(runbook.steps())
        .extracting(Step::stage)
        .containsExactly(Run.Stage.DIAGNOSE, Run.Stage.RESPOND);
  }

  @Test
  void frontMatterNamesTheAlertsOfAFile() {
    Runbook runbook =
        Texts.runbook(
            "---\nalerts: [DiskFull, \"ディスク満杯\"]\naliases:\n  - NodeDisk\n---\n# Disk trouble\n\nText.\n");
    assertThat(runbook.names()).containsExactly("Disk trouble", "DiskFull", "ディスク満杯", "NodeDisk");
    assertThat(runbook.place()).isEqualTo(new Place("page.md", 6));
  }

  @Test
  void aFileWithoutTitleIsNamedAfterItself() {
    Library library =
        RunbookReader.read(
            List.of(
                new MarkdownFile("node/DiskFull.md", "## Diagnose\n```sh\ndf\n```\n"),
                new MarkdownFile("service-down/README.md", "## Diagnose\n```sh\nps\n```\n")));
    assertThat(library.runbooks())
        .extracting(Runbook::id, Runbook::title)
        .containsExactly(tuple("diskfull", "DiskFull"), tuple("service-down", "service-down"));
  }

  @Test
  void severalRunbooksInOneFile() {
    Library library =
        Texts.read(
            """
            # Our alerts
            ## ServiceDown
            ### Diagnosis
            ```sh
            ps
            ```
            ## Alert: Disk full
            ### Diagnosis
            ```sh
            df
            ```
            ## アラート： 遅延
            #### 診断
            ```sh
            uptime
            ```
            """);
    assertThat(library.runbooks())
        .extracting(Runbook::id, Runbook::title, it -> it.place().line())
        .containsExactly(
            tuple("servicedown", "ServiceDown", 2),
            tuple("disk-full", "Disk full", 7),
            tuple("遅延", "遅延", 12));
    assertThat(library.runbooks()).allSatisfy(it -> assertThat(it.steps()).hasSize(1));
  }

  @Test
  void idsStayUnique() {
    assertThat(Texts.read("# Alert: A b\n# Alert: a-B\n# Alert: !\n").runbooks())
        .extracting(Runbook::id)
        .containsExactly("a-b", "a-b-2", "runbook");
  }

  @Test
  void anOrdinaryPageIsNoRunbook() {
    Library library =
        Texts.read(
            "# Team\n\n## On call\n\nText\n\n```bash\nrm -rf /\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    assertThat(library).isEqualTo(Library.empty());
  }

  @Test
  void aSubheadingKeepsItsStage() {
    Runbook runbook =
        Texts.runbook(
            "# A\n## Diagnose\n### Look at logs\n```sh\nls\n```\n#### Verify\n```sh\nid\n```\n");
    assertThat(runbook.steps())
        .extracting(Step::stage)
        .containsExactly(Run.Stage.DIAGNOSE, Run.Stage.VERIFY);
  }

  @Test
  void commandsOutsideTheStagesAreNotOffered() {
    Library library = Texts.read("# Alert: A\n```sh\nrm x\n```\n## Notes\n```sh\nls\n```\n");
    assertThat(library.steps()).isEmpty();
    assertThat(Texts.codes(library.problems()))
        .containsExactly("outside-stages@2", "outside-stages@6");
  }

  @Test
  void checksContactsAndConditions() {
    Runbook runbook =
        Texts.runbook(
            """
            # Alert: A
            ## Detection conditions
            1. `up == 0`
            ## Verify
            - [ ] users can log in
            - [x] mail works
            ## Checks
            - the graph is flat
              ```sh
              not a step
              ```
            ## Contacts
            - **Primary**: Ann (ann@example.com)
            - Secondary: Bob
            - 窓口：総務
            - Carol
            """);
    assertThat(runbook.detection()).containsExactly("up == 0");
    assertThat(runbook.checks())
        .extracting(Runbook.CheckItem::text)
        .containsExactly("users can log in", "mail works", "the graph is flat");
    assertThat(runbook.contacts())
        .extracting(Runbook.Contact::role, Runbook.Contact::who)
        .containsExactly(
            tuple("Primary", "Ann (ann@example.com)"),
            tuple("Secondary", "Bob"),
            tuple("窓口", "総務"),
            tuple("", "Carol"));
    assertThat(runbook.steps()).isEmpty();
  }

  @Test
  void lineEndsAndByteOrderMarkDoNotMatter() {
    String unix = "# Alert: A\n\n## Diagnose\n```sh\n# look\nls\n\n# wait\nuptime\n```\n";
    Runbook expected = Texts.runbook(unix);
    assertThat(expected.steps()).hasSize(2);
    assertThat(Texts.runbook(unix.replace("\n", "\r\n"))).isEqualTo(expected);
    assertThat(Texts.runbook("\uFEFF" + unix)).isEqualTo(expected);
  }

  @Test
  void settingsDeclaredAnywhere() {
    Library library =
        Texts.read(
            """
            ## 自動対応設定
            ### A
            ```bash
            # nginx設定 (/etc/nginx/nginx.conf)
            worker_processes 2;
            ```
            ## Other
            ```logrotate
            /var/log/x {
            }
            ```
            ```yaml
            a: 1
            ```
            """);
    assertThat(library.settings())
        .extracting(
            HostSetting::kind, HostSetting::title, HostSetting::path, it -> it.place().line())
        .containsExactly(
            tuple("other", "A", "/etc/nginx/nginx.conf", 4), tuple("logrotate", "Other", "", 9));
  }
}
