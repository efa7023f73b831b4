package org.toban.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real GNOME Keyring on a private D-Bus daemon, with a folder of its own; unlocked at first. */
public final class KeyringServer implements AutoCloseable {
  private final Path folder;
  private final Process bus;
  private final String address;
  private final Process keyring;

  /** No folder of services: the bus may not start another keyring by itself when one is asked. */
  private static final String BUS =
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
       "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig>
        <type>session</type>
        <listen>unix:tmpdir=/tmp</listen>
        <auth>EXTERNAL</auth>
        <policy context="default">
          <allow send_destination="*" eavesdrop="true"/>
          <allow eavesdrop="true"/>
          <allow own="*"/>
        </policy>
      </busconfig>
      """;

  private KeyringServer(Path folder) throws IOException {
    this.folder = folder;
    Path config = Files.writeString(folder.resolve("bus.conf"), BUS);
    this.bus =
        start(
            "dbus-daemon", "--config-file=" + config, "--nofork", "--nopidfile", "--print-address");
    BufferedReader answer = bus.inputReader(StandardCharsets.UTF_8);
    this.address = answer.readLine();
    this.keyring =
        start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
    try (OutputStream password = keyring.getOutputStream()) {
      password.write("open sesame".getBytes(StandardCharsets.UTF_8));
    }
  }

  public static KeyringServer start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.setPosixFilePermissions(
        folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
    KeyringServer server = new KeyringServer(folder);
    Server.await("the keyring opens", Duration.ofMinutes(1), () -> server.isOpen());
    return server;
  }

  private Process start(String program, String... arguments) throws IOException {
    Process started = builder(program, arguments).start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  private ProcessBuilder builder(String program, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(Server.program(program)));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    builder.environment().remove("DISPLAY");
    if (address != null) {
      builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
    }
    return builder;
  }

  /** Of the private bus. */
  public String address() {
    return address;
  }

  private boolean isOpen() throws Exception {
    return call("ReadAlias", "string:default").contains("/collection/login");
  }

  /** Keeps a secret, as a person does with secret-tool. */
  public void store(String secret, String... attributes) throws Exception {
    String[] arguments = new String[attributes.length + 2];
    arguments[0] = "store";
    arguments[1] = "--label=test";
    System.arraycopy(attributes, 0, arguments, 2, attributes.length);
    Process process = builder("secret-tool", arguments).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(secret.getBytes(StandardCharsets.UTF_8));
    }
    end(process);
  }

  public void lock() throws Exception {
    call("Lock", "array:objpath:/org/freedesktop/secrets/collection/login");
  }

  private String call(String method, String argument) throws Exception {
    Process process =
        builder(
                "dbus-send",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service." + method,
                argument)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    end(process);
    return answer;
  }

  private static void end(Process process) throws Exception {
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("a command of the test's keyring failed");
    }
  }

  /** Stops it in the middle of what it does, as one that shows a prompt and waits. */
  public void freeze() throws Exception {
    end(new ProcessBuilder("kill", "-STOP", "" + keyring.pid()).start());
  }

  @Override
  public void close() throws Exception {
    keyring.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    bus.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
