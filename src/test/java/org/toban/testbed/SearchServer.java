package org.toban.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real OpenSearch or Elasticsearch, from the distributions for integration tests that {@code
 * ./toban test} unpacks. It takes its time to start, so tests share one.
 */
public final class SearchServer extends Server {
  private static final Path DISTRIBUTIONS = Path.of("target/servers").toAbsolutePath();
  private static SearchServer openSearch;

  private final URI uri;

  private SearchServer(String name, Path folder, List<String> command, URI uri) throws IOException {
    super(name, folder.resolve("server.log"), command);
    this.uri = uri;
    awaitReady(
        Duration.ofMinutes(4),
        () ->
            Http.get(uri.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s")).status()
                == 200);
  }

  /** The OpenSearch of this run of the tests; it ends with the JVM. */
  public static synchronized SearchServer openSearch() {
    if (openSearch == null) {
      try {
        openSearch = start("opensearch", "3.6.0", "");
      } catch (IOException e) {
        throw new AssertionError("OpenSearch could not be started", e);
      }
    }
    return openSearch;
  }

  /** An Elasticsearch of its own, without security. */
  public static SearchServer elasticsearch() throws IOException {
    return start("elasticsearch", "8.19.21", "xpack.security.enabled: false\n");
  }

  private static SearchServer start(String name, String version, String more) throws IOException {
    Path home = DISTRIBUTIONS.resolve(name + "-" + version);
    if (!Files.isDirectory(home)) {
      throw new AssertionError(home + " is missing; './toban test' fetches it");
    }
    Path folder = Files.createTempDirectory("toban-" + name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    Path config = Files.createDirectory(folder.resolve("config"));
    try (Stream<Path> files = Files.list(home.resolve("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    // its own options write logs and dumps into the distribution, which nobody may
    Path options = config.resolve("jvm.options");
    Files.write(
        options,
        Files.readAllLines(options).stream()
            .filter(it -> !it.matches(".*(logs/|HeapDump|G1|InitiatingHeap).*"))
            .toList());
    int port = freePort();
    Files.writeString(
        config.resolve(name + ".yml"),
        """
        cluster.name: toban-test
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: %d
        path.data: %s
        path.logs: %s
        cluster.routing.allocation.disk.threshold_enabled: false
        %s\
        """
            .formatted(port, freePort(), folder.resolve("data"), folder.resolve("logs"), more));
    return new SearchServer(
        name,
        folder,
        command(name, reachable(home, folder), folder),
        URI.create("http://127.0.0.1:" + port));
  }

  /** It refuses to run as root, so root starts it as nobody. */
  private static List<String> command(String name, Path home, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    if (isRoot()) {
      for (Path file : all(folder)) {
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(runs ? "rwxrwxrwx" : "rw-rw-rw-"));
      }
      command.addAll(
          List.of(program("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    String prefix = name.equals("opensearch") ? "OPENSEARCH" : "ES";
    String java = System.getProperty("java.home");
    command.addAll(
        List.of(
            program("env"),
            "HOME=" + folder,
            prefix + "_JAVA_HOME=" + java,
            prefix + "_PATH_CONF=" + folder.resolve("config"),
            prefix + "_TMPDIR=" + temporary,
            prefix + "_JAVA_OPTS=-Xms384m -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
            home.resolve("bin").resolve(name).toString()));
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Nobody may not enter root's home, where a checkout may lie; then it starts from a copy. */
  private static Path reachable(Path home, Path folder) throws IOException {
    for (Path at = home; isRoot() && at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return copy(home, folder.resolve("home"));
      }
    }
    return home;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try {
      Process cp = new ProcessBuilder("cp", "-r", from.toString(), to.toString()).start();
      if (cp.waitFor() != 0) {
        throw new AssertionError("could not copy " + from);
      }
      return to;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", e);
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }

  private static void delete(Path folder) {
    try {
      for (Path file : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // the server may still be writing; what is left lies in the folder for temporary files
    }
  }

  public URI uri() {
    return uri;
  }

  /** Stores documents, one JSON object each, and makes them visible. */
  public void index(String index, List<String> documents) throws IOException {
    StringBuilder bulk = new StringBuilder();
    documents.forEach(it -> bulk.append("{\"index\":{}}\n").append(it).append('\n'));
    Http.Answer answer =
        Http.post(uri.resolve("/" + index + "/_bulk?refresh=true"), bulk.toString());
    if (answer.status() != 200 || answer.body().contains("\"errors\":true")) {
      throw new AssertionError("not indexed: " + answer);
    }
  }
}
