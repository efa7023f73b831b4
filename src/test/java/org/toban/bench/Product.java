package org.toban.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs with a window in JVMs of their own, with the flags, the jars and the archive of classes
 * that {@code ./toban} starts with: what a person waits for. In a checkout that was not packaged
 * (the tests) the classes stand in folders, for which the JVM keeps no archive.
 *
 * @param folder for what they keep
 */
record Product(Path folder) {
  private static final Pattern FIRST_BOARD = Pattern.compile("the first board, of (\\d+) alerts");
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(2);

  /** One that runs. */
  record Running(Process process, double millis) implements AutoCloseable {
    long pid() {
      return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /**
   * The window with nothing in it, once it is on the screen.
   *
   * @return with the milliseconds from its start
   */
  Running bare() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(BareWindow.class.getName(), "bare"));
    builder.redirectError(folder.resolve("bare.log").toFile());
    long begun = System.nanoTime();
    Process process = builder.start();
    if (!"shown".equals(process.inputReader().readLine())) {
      throw new IllegalStateException(Files.readString(folder.resolve("bare.log")));
    }
    return new Running(process, (System.nanoTime() - begun) / 1e6);
  }

  /**
   * Toban with an Alertmanager and nothing kept from before, once the first board is there.
   *
   * @param name of its own folder, which is new
   * @param yaml the configuration
   * @param alerts that the first board has
   */
  Running toban(String name, String yaml, int alerts) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path log = home.resolve("state/toban/toban.0.0.log");
    ProcessBuilder builder = builder(home, yaml);
    long begun = System.nanoTime();
    Process process = builder.start();
    while (System.nanoTime() - begun < LIMIT && process.isAlive()) {
      Matcher matcher = FIRST_BOARD.matcher(Files.exists(log) ? Files.readString(log) : "");
      if (matcher.find()) {
        double millis = (System.nanoTime() - begun) / 1e6;
        if (Integer.parseInt(matcher.group(1)) != alerts) {
          throw new IllegalStateException(matcher.group());
        }
        return new Running(process, millis);
      }
      TimeUnit.MILLISECONDS.sleep(3);
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "no first board: "
            + Files.readString(home.resolve("out"))
            + (Files.exists(log) ? Files.readString(log) : ""));
  }

  /**
   * The same without a window, once the icon tells of the alerts.
   *
   * @param tray where the icon is
   */
  Running hidden(String name, String yaml, int alerts, TrayHost tray) throws Exception {
    ProcessBuilder builder =
        builder(Files.createDirectories(folder.resolve(name)), yaml, "--hidden");
    builder.environment().put("DBUS_SESSION_BUS_ADDRESS", tray.address());
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      tray.await(alerts);
    } catch (IllegalStateException e) {
      process.destroyForcibly();
      throw e;
    }
    return new Running(process, (System.nanoTime() - begun) / 1e6);
  }

  private ProcessBuilder builder(Path home, String yaml, String... options) throws IOException {
    Path config = Files.writeString(home.resolve("toban.yml"), yaml);
    List<String> command = command("org.toban.app.Main", "toban");
    command.addAll(List.of("--lang", "en", "--config", config.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("XDG_STATE_HOME", home.resolve("state").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    environment.put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("runtime")).toString());
    environment.remove("DBUS_SESSION_BUS_ADDRESS");
    return builder.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile());
  }

  private List<String> command(String main, String archive) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(System.getProperty("bench.product", "").split(" "))
        .filter(flag -> !flag.isBlank())
        .forEach(command::add);
    String packaged = System.getProperty("bench.packaged", "");
    String path = System.getProperty("java.class.path");
    if (packaged.isEmpty()) {
      Stream.of("glass.platform", "prism.order")
          .filter(name -> System.getProperty(name) != null)
          .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    } else {
      command.add("-XX:+AutoCreateSharedArchive");
      command.add("-XX:SharedArchiveFile=" + folder.resolve(archive + ".jsa"));
      command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
      path = archive.equals("bare") ? bareJar() + ":" + jars(packaged) : jars(packaged);
    }
    command.addAll(List.of("-cp", path, main));
    return command;
  }

  private static String jars(String packaged) throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of(packaged, "lib"))) {
      List<String> all = new ArrayList<>(List.of(Path.of(packaged, "toban.jar").toString()));
      libraries.map(Path::toString).filter(it -> it.endsWith(".jar")).sorted().forEach(all::add);
      return String.join(":", all);
    }
  }

  private Path bareJar() throws IOException {
    Path jar = folder.resolve("bare.jar");
    if (!Files.exists(jar)) {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          InputStream in = Product.class.getResourceAsStream("BareWindow.class")) {
        out.putNextEntry(new JarEntry("org/toban/bench/BareWindow.class"));
        in.transferTo(out);
      }
    }
    return jar;
  }
}
