package org.toban.drill;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** HTTP between the simulated hosts. */
final class Network {
  private final World world;
  private final Host from;

  Network(World world, Host from) {
    this.world = world;
    this.from = from;
  }

  /** What came of a request. */
  sealed interface Reply {
    /**
     * @param seconds of simulated time until the answer is complete
     */
    record Answered(int status, String body, double seconds) implements Reply {}

    record Refused(int port) implements Reply {}

    record Unknown(String host) implements Reply {}
  }

  Reply request(String method, URI url) {
    Host target = target(url.getHost());
    if (target == null) {
      return new Reply.Unknown(String.valueOf(url.getHost()));
    }
    boolean secure = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    Unit unit = target.listening(port);
    if (unit == null || !unit.answers()) {
      return new Reply.Refused(port);
    }
    String path = url.getPath() == null || url.getPath().isEmpty() ? "/" : url.getPath();
    return switch (unit.plan().name()) {
      case World.BACKEND -> backend(unit, path);
      case "nginx" -> edge(path);
      case "jenkins" -> pipeline(method, path);
      default -> new Reply.Answered(400, "practice: not HTTP\n", 0.01);
    };
  }

  private @Nullable Host target(@Nullable String name) {
    if (name == null || name.equals("localhost") || name.equals("127.0.0.1")) {
      return from;
    }
    return world.has(name) ? world.host(name) : null;
  }

  private Reply backend(Unit unit, String path) {
    boolean database = world.databaseAnswers();
    return switch (path) {
      case "/api/v1/health" ->
          new Reply.Answered(
              database ? 200 : 503,
              "{\"status\":\""
                  + (database ? "ok" : "degraded")
                  + "\",\"database\":\""
                  + (database ? "ok" : "unreachable")
                  + "\",\"practice\":true}",
              unit.slowness());
      case "/metrics" -> new Reply.Answered(200, "# practice\nup 1\n", 0.01);
      default ->
          new Reply.Answered(404, "{\"error\":\"not found\",\"practice\":true}", unit.slowness());
    };
  }

  private Reply edge(String path) {
    if (path.startsWith("/api/")) {
      Unit backend = world.backend();
      return backend.answers()
          ? backend(backend, path)
          : new Reply.Answered(502, "<h1>502 Bad Gateway</h1> practice\n", 0.01);
    }
    return new Reply.Answered(200, "<h1>MKS</h1> practice\n", 0.01);
  }

  private Reply pipeline(String method, String path) {
    Pipeline pipeline = world.pipeline();
    return switch (path) {
      case "/job/mks-backend/build" -> {
        if (!method.equals("POST")) {
          yield new Reply.Answered(405, "practice: POST is needed\n", 0.01);
        }
        pipeline.build();
        yield new Reply.Answered(201, "", 1.5);
      }
      case "/job/mks-backend/lastBuild/api/json" ->
          new Reply.Answered(200, pipeline.describe(false), 0.02);
      case "/job/mks-backend/lastCompletedBuild/api/json" ->
          new Reply.Answered(200, pipeline.describe(true), 0.02);
      case "/job/mks-backend/lastBuild/consoleText" ->
          new Reply.Answered(200, pipeline.log(), 0.02);
      default -> new Reply.Answered(404, "practice: not found\n", 0.02);
    };
  }
}
