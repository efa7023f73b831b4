package org.toban.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Pipe;
import org.toban.drill.shell.Process;
import org.toban.drill.shell.Signal;
import org.toban.drill.shell.Stream;

/** One command of an SSH channel, run by the simulated host's shell. */
final class Exec implements Command {
  private final Host host;
  private final String line;
  private final BiConsumer<String, String> entered;
  private final Pipe input = new Pipe();
  private final AtomicReference<@Nullable Process> leader = new AtomicReference<>();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream error = OutputStream.nullOutputStream();
  private ExitCallback exit = (_, _, _) -> {};

  Exec(Host host, String line, BiConsumer<String, String> entered) {
    this.host = host;
    this.line = line;
    this.entered = entered;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    error = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    entered.accept(host.name(), line);
    environment.addSignalListener((_, signal) -> signalled(signal.name()));
    Thread.ofVirtual().name("drill-exec").start(() -> run(environment.getEnv()));
  }

  private void signalled(String name) {
    Signal.named(name).ifPresent(this::signal);
  }

  private void run(Map<String, String> requested) {
    Map<String, String> variables = new TreeMap<>();
    requested.forEach((name, value) -> {
      if (name.equals("LANG") || name.startsWith("LC_")) {
        variables.put(name, value);
      }
    });
    String home = "/home/" + World.USER;
    variables.put("HOME", home);
    variables.put("USER", World.USER);
    variables.put("LOGNAME", World.USER);
    variables.put("SHELL", "/bin/sh");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    variables.put("SSH_CONNECTION", "127.0.0.1 0 127.0.0.1 22");
    int status =
        host.machine()
            .login(
                new Invocation.Context(World.USER, home, variables),
                Invocation.Streams.of(input, writing(out), writing(error)),
                line,
                this::begin);
    exit.onExit(status);
  }

  private void begin(Process process) {
    leader.set(process);
    Thread.ofVirtual().name("drill-stdin").start(() -> pump(process));
  }

  /** Carries what the client sends into the simulation. */
  private void pump(Process reader) {
    byte[] buffer = new byte[8192];
    try {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        input.write(buffer, 0, count, reader);
      }
    } catch (IOException | RuntimeException _) {
      // The channel is closed, or the command has ended and reads no more.
    } finally {
      input.close();
    }
  }

  private static Stream writing(OutputStream to) {
    return new Stream() {
      @Override
      public synchronized void write(byte[] bytes, int offset, int length, Process writer) {
        try {
          to.write(bytes, offset, length);
          to.flush();
        } catch (IOException _) {
          writer.hangUp();
        }
      }
    };
  }

  /** The channel is closed: what still runs in its session gets a hang-up. */
  @Override
  public void destroy(ChannelSession channel) {
    input.close();
    input.abandon();
    signal(Signal.HUP);
  }

  private void signal(Signal signal) {
    Process first = leader.get();
    if (first != null) {
      host.machine()
          .processes()
          .signal(
              signal, process -> process.session() == first.id() && process.group() == first.id());
    }
  }
}
