package org.toban.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that the estate measures, derived from its state. */
final class Gauges {
  private final World world;

  Gauges(World world) {
    this.world = world;
  }

  List<Sample> read() {
    Unit backend = world.backend();
    double latency = backend.answers() ? backend.slowness() : 0;
    double left = world.served().left(world.clock().instant()).toSeconds();
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample("vector", Map.of(), 1));
    samples.add(of("up", "web-1", ":5100", World.BACKEND, bool(backend.answers())));
    samples.add(
        of("job:http_request_duration_seconds:p95", "web-1", ":5100", World.BACKEND, latency));
    samples.add(of("pg_up", "db-1", ":9187", "postgresql", bool(world.databaseAnswers())));
    samples.add(
        of(
            "ci_pipeline_last_run_success",
            "ci-1",
            ":8080",
            "jenkins",
            bool(world.pipeline().passed())));
    samples.add(of("probe:ssl_certificate_left:seconds", "www-1", ":443", "nginx", left));
    world.hosts().forEach(host -> host(host, samples));
    for (String probe : world.lostProbes()) {
      Map<String, String> labels = Map.of("instance", probe, "job", "blackbox", "host", "www-1");
      samples.add(new Sample("probe_success", labels, 0));
    }
    return samples;
  }

  private static double bool(boolean value) {
    return value ? 1 : 0;
  }

  private static void host(Host host, List<Sample> samples) {
    double used = host.usedMegabytes() / host.memoryMegabytes();
    samples.add(of("instance:memory_used:ratio", host.name(), ":9100", "node", used));
    for (Host.Disk disk : host.disks()) {
      Map<String, String> labels =
          Map.of(
              "host", host.name(),
              "instance", host.name() + ":9100",
              "job", "node",
              "device", disk.device(),
              "mountpoint", disk.mount());
      double ratio = (double) host.used(disk) / disk.size();
      samples.add(new Sample("instance:disk_used:ratio", labels, ratio));
    }
  }

  private static Sample of(String metric, String host, String port, String job, double value) {
    Map<String, String> labels =
        Map.of("host", host, "instance", host + port, "job", job, "service", job);
    return new Sample(metric, labels, value);
  }
}
