package org.toban.drill.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of a program: its arguments and everything that it can reach.
 *
 * @param name what it was called by
 */
public record Invocation(
    Machine machine,
    Process process,
    Context context,
    Streams streams,
    String name,
    List<String> arguments) {

  /** Who runs where, with which exported variables. */
  public record Context(String user, String directory, Map<String, String> environment) {
    public Context {
      environment = Map.copyOf(environment);
    }

    public Context as(String otherUser) {
      return new Context(otherUser, directory, environment);
    }
  }

  /** The open file descriptors. */
  public record Streams(Map<Integer, Stream> byDescriptor) {
    public Streams {
      byDescriptor = Map.copyOf(byDescriptor);
    }

    public static Streams of(Stream in, Stream out, Stream error) {
      return new Streams(Map.of(0, in, 1, out, 2, error));
    }

    public Stream in() {
      return at(0);
    }

    public Stream out() {
      return at(1);
    }

    public Stream error() {
      return at(2);
    }

    public Stream at(int descriptor) {
      Stream stream = byDescriptor.get(descriptor);
      if (stream == null) {
        throw new FileProblem(descriptor + ": Bad file descriptor");
      }
      return stream;
    }
  }

  public Invocation {
    arguments = List.copyOf(arguments);
  }

  public String user() {
    return context.user();
  }

  public FileTree files() {
    return machine.files();
  }

  public String path(String text) {
    return FileTree.resolve(context.directory(), text);
  }

  public void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    streams.out().write(bytes, 0, bytes.length, process);
  }

  public void println(String text) {
    print(text + "\n");
  }

  /** Writes a line to standard error. */
  public void complain(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    streams.error().write(bytes, 0, bytes.length, process);
  }

  /** Complains in the program's name, and gives the status back. */
  public int fail(int status, String text) {
    complain(name + ": " + text);
    return status;
  }

  /** All of standard input. */
  public byte[] input() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int count; (count = streams.in().read(buffer, process)) >= 0; ) {
      all.write(buffer, 0, count);
    }
    return all.toByteArray();
  }

  /** A file's bytes; {@code -} is standard input. */
  public byte[] content(String file) {
    return file.equals("-") ? input() : files().read(path(file), user());
  }

  /** Opens a file for appending, and makes it when it is missing. */
  public Stream open(String file) {
    return FileStream.writing(machine, path(file), user(), true);
  }

  /** The same environment with another command. */
  public Invocation with(String otherName, List<String> otherArguments) {
    return new Invocation(machine, process, context, streams, otherName, otherArguments);
  }

  public Invocation with(Context other) {
    return new Invocation(machine, process, other, streams, name, arguments);
  }

  public Invocation with(Streams other) {
    return new Invocation(machine, process, context, other, name, arguments);
  }

  /** Runs another command line as a child and waits for it; 127 when it is not found. */
  public int call(List<String> command) {
    return Children.run(this, command, child -> {});
  }

  /** The same, with a look at the child before it runs. */
  public int call(List<String> command, Consumer<Process> first) {
    return Children.run(this, command, first);
  }

  /** The arguments as one list with the name in front. */
  public List<String> commandLine() {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(arguments);
    return line;
  }
}
