package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a parsed script. */
final class Evaluator {
  /** Programs that every shell has inside: they run in its own process. */
  private static final Set<String> INSIDE =
      Set.of("echo", "printf", "test", "[", "true", "false", "kill");

  private final Shell shell;
  private final Expander expander;
  private final Redirections redirections;

  /** Above 0 where a failing command does not end a {@code set -e} shell. */
  private int tested;

  private boolean substituted;

  Evaluator(Shell shell) {
    this.shell = shell;
    this.expander = new Expander(shell);
    this.redirections = new Redirections(shell, expander);
  }

  void substituted() {
    substituted = true;
  }

  /** Evaluates, and leaves the exit status in the shell. */
  int evaluate(Syntax syntax) {
    switch (syntax) {
      case Syntax.Simple it -> finish(simple(it));
      case Syntax.Pipeline it -> pipeline(it);
      case Syntax.AndOr(Syntax left, boolean and, Syntax right) -> {
        if ((test(left) == 0) == and) {
          evaluate(right);
        }
      }
      case Syntax.Sequence(List<Syntax> commands) -> sequence(commands);
      case Syntax.Background(Syntax command) -> background(command);
      case Syntax.If it -> conditional(it);
      case Syntax.Loop it -> loop(it);
      case Syntax.For it -> forLoop(it);
      case Syntax.Case it -> choice(it);
      case Syntax.Group(Syntax body) -> evaluate(body);
      case Syntax.Subshell(Syntax body) -> finish(subshell(body));
      case Syntax.Redirected(Syntax body, List<Syntax.Redirect> redirects) ->
          redirected(body, redirects);
      case Syntax.Function(String name, Syntax body) -> {
        shell.functions().put(name, body);
        shell.status(0);
      }
    }
    return shell.status();
  }

  private void sequence(List<Syntax> commands) {
    if (commands.isEmpty()) {
      shell.status(0);
    }
    commands.forEach(this::evaluate);
  }

  private void finish(int status) {
    shell.status(status);
    if (status != 0 && tested == 0 && shell.option('e')) {
      throw new Ending.Exit(status, "");
    }
  }

  /** Evaluates what may fail. */
  private int test(Syntax syntax) {
    tested++;
    try {
      return evaluate(syntax);
    } finally {
      tested--;
    }
  }

  private void conditional(Syntax.If it) {
    if (test(it.condition()) == 0) {
      evaluate(it.then());
    } else if (it.otherwise() != null) {
      evaluate(it.otherwise());
    } else {
      shell.status(0);
    }
  }

  private void loop(Syntax.Loop it) {
    int status = 0;
    while ((test(it.condition()) == 0) != it.until()) {
      if (!body(it.body())) {
        status = 0;
        break;
      }
      status = shell.status();
    }
    shell.status(status);
  }

  private void forLoop(Syntax.For it) {
    List<String> values = it.words() == null ? shell.positional() : expander.fields(it.words());
    shell.status(0);
    for (String value : values) {
      shell.variables().set(it.name(), value);
      if (!body(it.body())) {
        break;
      }
    }
  }

  /** One turn of a loop; false when it was left by break. */
  private boolean body(Syntax body) {
    shell.checkpoint();
    try {
      evaluate(body);
      return true;
    } catch (Ending.Leave leave) {
      if (leave.loops > 1) {
        throw new Ending.Leave(leave.loops - 1, leave.again);
      }
      return leave.again;
    }
  }

  private void choice(Syntax.Case it) {
    String subject = expander.text(it.subject());
    shell.status(0);
    for (Syntax.Arm arm : it.arms()) {
      for (Syntax.Word pattern : arm.patterns()) {
        if (Glob.matches(expander.pattern(pattern), subject)) {
          evaluate(arm.body());
          return;
        }
      }
    }
  }

  private int subshell(Syntax body) {
    Shell inner = shell.fork();
    inner.evaluator().tested = tested;
    Children.Child child =
        Children.start(shell.machine(), inner.process(), () -> inner.runToEnd(body));
    return Children.await(child, shell.process());
  }

  private void background(Syntax command) {
    Shell inner = shell.fork();
    inner.descriptors().put(0, Stream.nothing());
    shell.started(Children.start(shell.machine(), inner.process(), () -> inner.runToEnd(command)));
    shell.status(0);
  }

  private void pipeline(Syntax.Pipeline it) {
    tested += it.negated() ? 1 : 0;
    int status;
    try {
      status = it.stages().size() == 1 ? evaluate(it.stages().getFirst()) : piped(it.stages());
    } finally {
      tested -= it.negated() ? 1 : 0;
    }
    if (it.negated()) {
      shell.status(status == 0 ? 1 : 0);
    } else {
      finish(status);
    }
  }

  private int piped(List<Syntax> stages) {
    List<Children.Child> children = new ArrayList<>();
    @Nullable Pipe before = null;
    for (int i = 0; i < stages.size(); i++) {
      Pipe in = before;
      Pipe out = i < stages.size() - 1 ? new Pipe() : null;
      children.add(stage(stages.get(i), in, out));
      before = out;
    }
    int status = 0;
    int failed = 0;
    for (Children.Child child : children) {
      status = Children.await(child, shell.process());
      failed = status == 0 ? failed : status;
    }
    return shell.option('p') ? failed : status;
  }

  private Children.Child stage(Syntax syntax, @Nullable Pipe in, @Nullable Pipe out) {
    Shell inner = shell.fork();
    inner.evaluator().tested = tested;
    if (in != null) {
      inner.descriptors().put(0, in);
    }
    if (out != null) {
      inner.descriptors().put(1, out);
    }
    return Children.start(
        shell.machine(),
        inner.process(),
        () -> {
          try {
            return inner.runToEnd(syntax);
          } finally {
            if (in != null) {
              in.abandon();
            }
            if (out != null) {
              out.close();
            }
          }
        });
  }

  private void redirected(Syntax body, List<Syntax.Redirect> redirects) {
    Map<Integer, Stream> outer = shell.descriptors();
    Map<Integer, Stream> opened = new HashMap<>(outer);
    if (!redirections.open(redirects, opened)) {
      finish(2);
      return;
    }
    shell.descriptors(opened);
    try {
      evaluate(body);
    } finally {
      shell.descriptors(outer);
      Redirections.close(opened, outer);
    }
  }

  private int simple(Syntax.Simple it) {
    shell.checkpoint();
    substituted = false;
    List<String> words = expander.fields(it.words());
    if (words.isEmpty()) {
      return assignments(it);
    }
    Map<Integer, Stream> outer = shell.descriptors();
    Map<Integer, Stream> opened = new HashMap<>(outer);
    if (!redirections.open(it.redirects(), opened)) {
      return 2;
    }
    if (words.getFirst().equals("exec")) {
      return execute(words.subList(1, words.size()), it, opened);
    }
    Map<String, @Nullable String> saved = assignTemporarily(it.assignments());
    shell.descriptors(opened);
    try {
      return command(words);
    } finally {
      shell.descriptors(outer);
      restore(saved);
      Redirections.close(opened, outer);
    }
  }

  private int assignments(Syntax.Simple it) {
    for (Syntax.Assignment assignment : it.assignments()) {
      shell.variables().set(assignment.name(), expander.text(assignment.value()));
    }
    Map<Integer, Stream> opened = new HashMap<>(shell.descriptors());
    boolean fine = redirections.open(it.redirects(), opened);
    Redirections.close(opened, shell.descriptors());
    return !fine ? 2 : substituted ? shell.status() : 0;
  }

  private int execute(List<String> words, Syntax.Simple it, Map<Integer, Stream> opened) {
    opened.values().stream()
        .filter(stream -> !shell.descriptors().containsValue(stream))
        .forEach(shell::own);
    shell.descriptors(opened);
    if (words.isEmpty()) {
      return 0;
    }
    assignTemporarily(it.assignments());
    int status =
        Children.program(
            shell.machine(),
            shell.process(),
            shell.context(),
            new Invocation.Streams(shell.descriptors()),
            words);
    throw new Ending.Exit(status, "");
  }

  private Map<String, @Nullable String> assignTemporarily(List<Syntax.Assignment> assignments) {
    Map<String, @Nullable String> saved = new HashMap<>();
    for (Syntax.Assignment it : assignments) {
      String value = expander.text(it.value());
      saved.put(
          it.name(),
          shell.variables().isExported(it.name()) ? shell.variables().get(it.name()) : null);
      shell.variables().set(it.name(), value);
      shell.variables().export(it.name());
    }
    return saved;
  }

  private void restore(Map<String, @Nullable String> saved) {
    saved.forEach((name, value) -> {
      shell.variables().unset(name);
      if (value != null) {
        shell.variables().set(name, value);
        shell.variables().export(name);
      }
    });
  }

  private int command(List<String> words) {
    Syntax function = shell.functions().get(words.getFirst());
    if (function != null) {
      return call(function, words.subList(1, words.size()));
    }
    Builtins.Builtin builtin = Builtins.find(words.getFirst());
    if (builtin != null) {
      return builtin.run(shell, shell.invocation(words));
    }
    return INSIDE.contains(words.getFirst())
        ? Children.program(
            shell.machine(),
            shell.process(),
            shell.context(),
            new Invocation.Streams(shell.descriptors()),
            words)
        : Children.run(shell.invocation(words), words, _ -> {});
  }

  private int call(Syntax function, List<String> arguments) {
    List<String> outer = shell.positional();
    shell.positional(arguments);
    try {
      return evaluate(function);
    } catch (Ending.Return early) {
      return early.status;
    } finally {
      shell.positional(outer);
    }
  }
}
