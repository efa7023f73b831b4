package org.toban.drill.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a parsed script. */
sealed interface Syntax {

  /** Assignments, a command with its arguments, redirections; each may be missing. */
  record Simple(List<Assignment> assignments, List<Word> words, List<Redirect> redirects)
      implements Syntax {}

  record Pipeline(boolean negated, List<Syntax> stages) implements Syntax {}

  /** {@code left && right} or {@code left || right}. */
  record AndOr(Syntax left, boolean and, Syntax right) implements Syntax {}

  record Sequence(List<Syntax> commands) implements Syntax {}

  record Background(Syntax command) implements Syntax {}

  record If(Syntax condition, Syntax then, @Nullable Syntax otherwise) implements Syntax {}

  record Loop(boolean until, Syntax condition, Syntax body) implements Syntax {}

  /** A {@code for} loop; without words it goes over the positional parameters. */
  record For(String name, @Nullable List<Word> words, Syntax body) implements Syntax {}

  record Case(Word subject, List<Arm> arms) implements Syntax {}

  record Group(Syntax body) implements Syntax {}

  record Subshell(Syntax body) implements Syntax {}

  record Redirected(Syntax body, List<Redirect> redirects) implements Syntax {}

  record Function(String name, Syntax body) implements Syntax {}

  record Arm(List<Word> patterns, Syntax body) {}

  record Assignment(String name, Word value) {}

  /** A redirection of a file descriptor; the target is a path, a number or the text itself. */
  record Redirect(int descriptor, Kind kind, Word target) {
    enum Kind {
      READ,
      WRITE,
      APPEND,
      DUPLICATE,
      TEXT
    }
  }

  /** One word before expansion. */
  record Word(List<Part> parts) {
    static Word of(String text) {
      return new Word(List.of(new Part.Text(text, true)));
    }

    /** The word when nothing in it is quoted or expanded, else null. */
    @Nullable String plain() {
      return parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text, boolean quoted)
          ? quoted ? null : text
          : null;
    }
  }

  /** A piece of a word; what is quoted is neither split nor globbed. */
  sealed interface Part {
    record Text(String text, boolean quoted) implements Part {}

    /**
     * {@code $name} or {@code ${name OPERATOR argument}}.
     *
     * @param operator one of {@code - := + ? #} and so on, with its colon; empty for none; {@code
     *     length} for {@code ${#name}}
     */
    record Variable(String name, String operator, Word argument, boolean quoted) implements Part {}

    record Substitution(Syntax script, boolean quoted) implements Part {}

    record Arithmetic(Word expression, boolean quoted) implements Part {}
  }
}
