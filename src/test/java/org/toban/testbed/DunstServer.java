package org.toban.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real dunst on a session bus of its own, under an X server without a screen. Its menu of actions
 * is read by a program that chooses what a test wants, as a person would.
 */
public final class DunstServer implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Dunst writes {@code #LABEL (SUMMARY) [ID,KEY]} lines to it and reads the chosen one. */
  private static final String MENU =
      """
      #!/bin/sh
      cat > FOLDER/offered
      grep -m 1 -F "$(cat FOLDER/wanted)" FOLDER/offered
      """;

  private final Path folder;
  private final SessionBus bus;
  private final List<Process> processes = new ArrayList<>();

  private DunstServer(Path folder, SessionBus bus) {
    this.folder = folder;
    this.bus = bus;
  }

  /** Starts it; its files are in a folder that is there. */
  public static DunstServer start(Path folder) throws IOException {
    DunstServer dunst = new DunstServer(folder, SessionBus.start());
    try {
      dunst.begin();
    } catch (IOException | RuntimeException | Error e) {
      dunst.stop();
      throw e;
    }
    return dunst;
  }

  private void begin() throws IOException {
    Path display = folder.resolve("display");
    run(
        new ProcessBuilder(Server.program("Xvfb"), "-displayfd", "1", "-nolisten", "tcp")
            .redirectOutput(display.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD));
    Server.await("Xvfb", SOON, () -> !Files.readString(display).isBlank());
    Path menu = folder.resolve("menu");
    Files.writeString(menu, MENU.replace("FOLDER", folder.toString()));
    Files.setPosixFilePermissions(menu, PosixFilePermissions.fromString("rwx------"));
    Path conf = Files.writeString(folder.resolve("conf"), "[global]\n    dmenu = " + menu + "\n");
    ProcessBuilder dunst =
        inDesk(Server.program("dunst"), "-print", "-conf", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shown").toFile());
    dunst.environment().put("DISPLAY", ":" + Files.readString(display).strip());
    run(dunst);
    Server.await("dunst", SOON, () -> control("is-paused") == 0);
  }

  private void run(ProcessBuilder program) throws IOException {
    Process started = program.start();
    // A test JVM that ends early leaves none behind.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    processes.add(started);
  }

  private ProcessBuilder inDesk(String... command) {
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().put("DBUS_SESSION_BUS_ADDRESS", bus.address());
    return program;
  }

  private int control(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Server.program("dunstctl")));
    command.addAll(List.of(arguments));
    Process control =
        inDesk(command.toArray(String[]::new))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!control.waitFor(10, TimeUnit.SECONDS)) {
      control.destroyForcibly();
      throw new AssertionError("dunstctl did not end");
    }
    return control.exitValue();
  }

  public String address() {
    return bus.address();
  }

  /** Everything that it was told to show, as it prints it. */
  public String shown() throws IOException {
    return Files.readString(folder.resolve("shown"));
  }

  /** A person opens the menu and takes the first entry that begins so. */
  public void choose(String label) throws Exception {
    Files.writeString(folder.resolve("wanted"), "#" + label);
    call("context");
  }

  /** A person clicks the newest notification itself. */
  public void click() throws Exception {
    call("action", "0");
  }

  private void call(String... arguments) throws Exception {
    if (control(arguments) != 0) {
      throw new AssertionError("dunstctl " + String.join(" ", arguments) + " failed");
    }
  }

  private void stop() {
    processes.reversed().forEach(Process::destroyForcibly);
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    for (Process it : processes) {
      it.waitFor(10, TimeUnit.SECONDS);
    }
    bus.close();
  }
}
