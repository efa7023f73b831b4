package org.toban.drill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * An alerting rule over the estate's samples.
 *
 * @param expression as Prometheus would have it
 * @param forTicks how many evaluations it holds before it fires
 * @param summary with the instance in place of {@code %s}
 */
record Rule(
    String name,
    String metric,
    String expression,
    DoublePredicate holds,
    int forTicks,
    String severity,
    String summary,
    String runbook) {

  static List<Rule> all() {
    return List.of(
        new Rule(
            "Watchdog",
            "vector",
            "vector(1)",
            _ -> true,
            0,
            "none",
            "The practice estate can raise alerts",
            ""),
        new Rule(
            "ServiceDown",
            "up",
            "up{job=\"mks-backend\"} == 0",
            value -> value == 0,
            1,
            "critical",
            "%s does not answer",
            "service-down"),
        new Rule(
            "DatabaseUnreachable",
            "pg_up",
            "pg_up == 0",
            value -> value == 0,
            1,
            "critical",
            "PostgreSQL on %s accepts no connections",
            "database-unreachable"),
        new Rule(
            "DiskAbove90Percent",
            "instance:disk_used:ratio",
            "instance:disk_used:ratio > 0.9",
            value -> value > 0.9,
            1,
            "warning",
            "a file system on %s is more than 90 %% full",
            "disk-above-90-percent"),
        new Rule(
            "ApiResponseSlow",
            "job:http_request_duration_seconds:p95",
            "job:http_request_duration_seconds:p95 > 5",
            value -> value > 5,
            2,
            "warning",
            "the API on %s is slow",
            "api-response-slow"),
        new Rule(
            "MemoryUsageHigh",
            "instance:memory_used:ratio",
            "instance:memory_used:ratio > 0.8",
            value -> value > 0.8,
            2,
            "warning",
            "%s is short of memory",
            "memory-usage-high"),
        new Rule(
            "CiPipelineFailed",
            "ci_pipeline_last_run_success",
            "ci_pipeline_last_run_success == 0",
            value -> value == 0,
            1,
            "warning",
            "the pipeline on %s failed",
            "ci-pipeline-failed"),
        new Rule(
            "CertificateExpiring",
            "probe:ssl_certificate_left:seconds",
            "probe:ssl_certificate_left:seconds < 1814400",
            value -> value < 21 * 86400,
            1,
            "info",
            "the certificate of %s expires soon",
            "certificate-expiring"),
        new Rule(
            "InstanceUnreachable",
            "probe_success",
            "probe_success{job=\"blackbox\"} == 0",
            value -> value == 0,
            0,
            "warning",
            "%s cannot be reached",
            ""));
  }

  /** The labels of the alert that a sample raises. */
  Map<String, String> labels(Sample sample) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.put("alertname", name);
    labels.put("severity", severity);
    labels.put("env", "practice");
    return labels;
  }

  Map<String, String> annotations(Map<String, String> labels) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(
        "summary", String.format(summary, labels.getOrDefault("instance", "the estate")));
    annotations.put(
        "description", "Practice: this alert is part of the drill; nothing real is broken.");
    if (!runbook.isEmpty()) {
      annotations.put("runbook_url", "https://runbooks.example/" + runbook);
    }
    return annotations;
  }
}
