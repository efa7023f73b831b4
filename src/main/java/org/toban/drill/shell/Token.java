package org.toban.drill.shell;

/** What the lexer finds. */
sealed interface Token {
  record Text(Syntax.Word word) implements Token {}

  /** An operator such as {@code &&} or a newline. */
  record Operator(String text) implements Token {}

  /** A redirection operator with its file descriptor; a here-document carries its text. */
  record Redirection(int descriptor, String operator, Syntax.Word text) implements Token {}

  record End() implements Token {}

  default String shown() {
    return switch (this) {
      case Text it -> String.valueOf(it.word().plain());
      case Operator it -> it.text().equals("\n") ? "newline" : it.text();
      case Redirection it -> it.operator();
      case End _ -> "end of file";
    };
  }
}
