package org.toban.drill.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Opens what {@code >}, {@code <} and their kin name. */
final class Redirections {
  private final Shell shell;
  private final Expander expander;

  Redirections(Shell shell, Expander expander) {
    this.shell = shell;
    this.expander = expander;
  }

  /** Applies redirections in order; false when one failed and was complained of. */
  boolean open(List<Syntax.Redirect> redirects, Map<Integer, Stream> into) {
    for (Syntax.Redirect redirect : redirects) {
      String target = expander.text(redirect.target());
      try {
        open(redirect, target, into);
      } catch (FileProblem e) {
        String verb = redirect.kind() == Syntax.Redirect.Kind.READ ? "open " : "create ";
        shell.complain("1: cannot " + verb + target + ": " + e.getMessage());
        return false;
      }
    }
    return true;
  }

  /** Closes the files that one command opened for itself. */
  static void close(Map<Integer, Stream> opened, Map<Integer, Stream> outer) {
    opened.values().stream()
        .filter(FileStream.class::isInstance)
        .filter(stream -> !outer.containsValue(stream))
        .forEach(Stream::close);
  }

  private void open(Syntax.Redirect redirect, String target, Map<Integer, Stream> into) {
    int descriptor = redirect.descriptor();
    if (redirect.kind() == Syntax.Redirect.Kind.DUPLICATE && target.equals("-")) {
      into.remove(descriptor);
      return;
    }
    into.put(
        descriptor,
        switch (redirect.kind()) {
          case TEXT -> Stream.of(target.getBytes(StandardCharsets.UTF_8));
          case DUPLICATE -> duplicate(target, into);
          case READ, WRITE, APPEND -> file(redirect.kind(), target, into);
        });
  }

  private static Stream duplicate(String target, Map<Integer, Stream> descriptors) {
    if (!target.matches("\\d{1,3}")) {
      throw new FileProblem("Bad fd number");
    }
    return new Invocation.Streams(descriptors).at(Integer.parseInt(target));
  }

  private Stream file(Syntax.Redirect.Kind kind, String target, Map<Integer, Stream> descriptors) {
    Invocation.Streams streams = new Invocation.Streams(descriptors);
    return switch (target) {
      case "/dev/null" -> Stream.nothing();
      case "/dev/stdout" -> streams.out();
      case "/dev/stderr" -> streams.error();
      case "" -> throw FileProblem.missing();
      default -> file(kind, FileTree.resolve(shell.directory(), target));
    };
  }

  private Stream file(Syntax.Redirect.Kind kind, String path) {
    if (kind == Syntax.Redirect.Kind.READ) {
      return FileStream.reading(shell.machine(), path, shell.user());
    }
    boolean append = kind == Syntax.Redirect.Kind.APPEND;
    if (!append && shell.option('C') && shell.machine().files().exists(path)) {
      throw new FileProblem("File exists");
    }
    return FileStream.writing(shell.machine(), path, shell.user(), append);
  }
}
