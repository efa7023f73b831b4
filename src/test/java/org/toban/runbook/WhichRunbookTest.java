package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/**
 * Which runbook of several folders an alert gets: by its link, its name, an alias, a file's name.
 */
class WhichRunbookTest {
  private static final String STAGE = "\n## Diagnosis\n\n    uptime\n\n";

  private static final Library LIBRARY =
      RunbookReader.read(
          List.of(
              new MarkdownFile("k8s/KubePodCrashLooping.md", "# KubePodCrashLooping\n" + STAGE),
              new MarkdownFile("redis/disk-full.md", "# Redis: disk full\n" + STAGE),
              new MarkdownFile("postgres/disk-full.md", "# Postgres: disk full\n" + STAGE),
              new MarkdownFile("mail/README.md", "# Mail does not go out\n" + STAGE),
              new MarkdownFile(
                  "mixin/runbook.md",
                  """
                  ##### Alert Name: "KubeAPIDown"
                  + *Severity*: critical

                  ##### Alert Name: "KubeletDown"
                  + *Severity*: critical
                  """),
              new MarkdownFile(
                  "redis/alerts.md",
                  """
                  ## High load
                  ### Diagnosis
                      redis-cli info
                  ## High load
                  ### Diagnosis
                      vmstat 1 5
                  ### Further checks
                  ## Memory {#mem}
                  ### Diagnosis
                      free -m
                  <a name="old-name"></a>
                  ## C++ & co. (new)
                  ### Diagnosis
                      uptime
                  """),
              new MarkdownFile(
                  "postgres/alerts.md",
                  """
                  ## High load
                  ### Diagnosis
                      pg_lsclusters
                  ## `PgReplicaLag` / `PgReplicaGone`
                  ### Diagnosis
                      pg_isready
                  """),
              new MarkdownFile(
                  "table.md",
                  """
                  | Alert | Severity | Runbook |
                  |---|---|---|
                  | SlowDisk | warning | [page](redis/disk-full.md) |
                  | [LoadOnRedis](redis/alerts.md#high-load-1) | warning | |
                  """),
              new MarkdownFile(
                  "docs/certs.md",
                  "---\naliases: [CertSoon]\n---\n# TLSCertExpiring - Runbook\n")));

  private static String runbook(String name, String url) {
    Labels labels = Labels.of("alertname", name);
    Map<String, String> annotations = url.isEmpty() ? Map.of() : Map.of("runbook_url", url);
    Alert alert =
        new Alert(
            labels,
            Fingerprint.of(labels),
            annotations,
            Instant.EPOCH,
            Alert.State.ACTIVE,
            List.of(),
            null);
    return LIBRARY.runbookFor(alert).map(it -> it.place().toString()).orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // the pages of sites for documents
        "https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping/|k8s/KubePodCrashLooping.md:1",
        "https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping|k8s/KubePodCrashLooping.md:1",
        "https://github.com/x/runbooks/blob/master/alerts/KubePodCrashLooping.md|k8s/KubePodCrashLooping.md:1",
        "https://wiki.example.com/display/OPS/Kube+Pod+Crash+Looping|k8s/KubePodCrashLooping.md:1",
        "https://docs.example.com/#/k8s/kubepodcrashlooping|k8s/KubePodCrashLooping.md:1",
        "https://docs.example.com/k8s/KubePodCrashLooping.html?v=2#diagnosis|k8s/KubePodCrashLooping.md:1",
        // the same file name in two folders
        "https://gitlab.example.com/ops/runbooks/-/blob/main/docs/redis/disk-full.md|redis/disk-full.md:1",
        "https://gitlab.example.com/ops/runbooks/-/blob/main/docs/postgres/disk-full.md|postgres/disk-full.md:1",
        "https://docs.example.com/postgres/disk-full/|postgres/disk-full.md:1",
        "https://docs.example.com/mail/|mail/README.md:1",
        "https://docs.example.com/mail/README.md#diagnosis|mail/README.md:1",
        "docs/certs.md|docs/certs.md:4",
        // anchors as GitHub makes them
        "https://github.com/k/mixin/blob/master/runbook.md#alert-name-kubeapidown|mixin/runbook.md:1",
        "https://github.com/k/mixin/blob/master/runbook.md#user-content-alert-name-kubeletdown|mixin/runbook.md:4",
        "https://elsewhere.example.com/moved.md#alert-name-kubeletdown|mixin/runbook.md:4",
        "https://x.example.com/redis/alerts.md#high-load|redis/alerts.md:1",
        "https://x.example.com/redis/alerts.md#high-load-1|redis/alerts.md:4",
        "https://x.example.com/redis/alerts.md#further-checks|redis/alerts.md:4",
        "https://x.example.com/postgres/alerts.md#high-load|postgres/alerts.md:1",
        "https://x.example.com/postgres/alerts.md#pgreplicalag--pgreplicagone|postgres/alerts.md:4",
        "https://x.example.com/redis/alerts.md#mem|redis/alerts.md:8",
        "https://x.example.com/redis/alerts.md#old-name|redis/alerts.md:12",
        "https://x.example.com/redis/alerts.md#c--co-new|redis/alerts.md:12",
        // a file of many runbooks without an anchor, or with one that it has not
        "https://x.example.com/redis/alerts.md|none",
        "https://github.com/k/mixin/blob/master/runbook.md#alert-name-gone|none",
        "https://x.example.com/|none",
      })
  void byLink(String url, String place) {
    assertThat(runbook("Unheard", url)).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "KubePodCrashLooping, k8s/KubePodCrashLooping.md:1",
    "kube-pod-crash-looping, k8s/KubePodCrashLooping.md:1",
    "KubeletDown, mixin/runbook.md:4",
    "PgReplicaGone, postgres/alerts.md:4",
    "PgReplicaLag, postgres/alerts.md:4",
    "TLSCertExpiring, docs/certs.md:4",
    "CertSoon, docs/certs.md:4",
    "certs, docs/certs.md:4",
    "mail, mail/README.md:1",
    "SlowDisk, redis/disk-full.md:1",
    "LoadOnRedis, redis/alerts.md:4",
    "alerts, none",
    "Unheard, none",
  })
  void byName(String name, String place) {
    assertThat(runbook(name, "")).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "High load, https://x.example.com/postgres/alerts.md, postgres/alerts.md:1",
    "High load, https://x.example.com/redis/alerts.md#gone, redis/alerts.md:1",
    "KubeletDown, https://x.example.com/mixin/runbook.md, mixin/runbook.md:4",
    "KubeletDown, https://x.example.com/nothing/here, mixin/runbook.md:4",
  })
  void theNameDecidesWithinTheFileOfTheLink(String name, String url, String place) {
    assertThat(runbook(name, url)).isEqualTo(place);
  }
}
