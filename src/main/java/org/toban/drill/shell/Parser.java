package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the grammar of the POSIX shell. */
final class Parser {
  private static final Set<String> CLOSERS =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

  private final Lexer lexer;
  private Token token;

  Parser(Lexer lexer) {
    this.lexer = lexer;
    this.token = lexer.next();
  }

  static Syntax parse(String script) {
    Parser parser = new Parser(new Lexer(script, 0));
    Syntax whole = parser.list();
    if (!(parser.token instanceof Token.End)) {
      throw parser.unexpected();
    }
    return whole;
  }

  /** The script inside {@code $( )}; afterwards the position is behind the closing bracket. */
  Syntax untilClosing() {
    Syntax script = list();
    if (!isOperator(")")) {
      throw unexpected();
    }
    return script;
  }

  int position() {
    return lexer.position();
  }

  private SyntaxProblem unexpected() {
    return new SyntaxProblem(lexer.line(), "\"" + token.shown() + "\" unexpected");
  }

  private boolean isOperator(String text) {
    return token instanceof Token.Operator(String operator) && operator.equals(text);
  }

  private @Nullable String reserved() {
    return token instanceof Token.Text(Syntax.Word word) ? word.plain() : null;
  }

  private boolean isReserved(String text) {
    return text.equals(reserved());
  }

  private void advance() {
    token = lexer.next();
  }

  private boolean skipOperator(String text) {
    boolean found = isOperator(text);
    if (found) {
      advance();
    }
    return found;
  }

  private void expect(String text) {
    if (!isReserved(text) && !isOperator(text)) {
      throw unexpected();
    }
    advance();
  }

  private void newlines() {
    while (isOperator("\n")) {
      advance();
    }
  }

  private boolean atListEnd() {
    String word = reserved();
    return token instanceof Token.End
        || isOperator(")")
        || isOperator(";;")
        || (word != null && CLOSERS.contains(word));
  }

  private Syntax list() {
    List<Syntax> commands = new ArrayList<>();
    newlines();
    while (!atListEnd()) {
      Syntax command = andOr();
      if (skipOperator("&")) {
        command = new Syntax.Background(command);
      } else if (!skipOperator(";") && !isOperator("\n") && !atListEnd()) {
        throw unexpected();
      }
      commands.add(command);
      newlines();
    }
    return commands.size() == 1 ? commands.getFirst() : new Syntax.Sequence(List.copyOf(commands));
  }

  private Syntax andOr() {
    Syntax left = pipeline();
    while (isOperator("&&") || isOperator("||")) {
      boolean and = isOperator("&&");
      advance();
      newlines();
      left = new Syntax.AndOr(left, and, pipeline());
    }
    return left;
  }

  private Syntax pipeline() {
    boolean negated = isReserved("!");
    if (negated) {
      advance();
    }
    List<Syntax> stages = new ArrayList<>(List.of(command()));
    while (skipOperator("|")) {
      newlines();
      stages.add(command());
    }
    return stages.size() == 1 && !negated
        ? stages.getFirst()
        : new Syntax.Pipeline(negated, List.copyOf(stages));
  }

  private Syntax command() {
    Syntax compound = compound();
    if (compound == null) {
      return simple();
    }
    List<Syntax.Redirect> redirects = new ArrayList<>();
    while (token instanceof Token.Redirection) {
      redirects.add(redirect());
    }
    return redirects.isEmpty() ? compound : new Syntax.Redirected(compound, List.copyOf(redirects));
  }

  private @Nullable Syntax compound() {
    if (skipOperator("(")) {
      Syntax body = list();
      expect(")");
      return new Syntax.Subshell(body);
    }
    String word = reserved();
    return switch (word == null ? "" : word) {
      case "{" -> group();
      case "if" -> conditional();
      case "while", "until" -> loop(isReserved("until"));
      case "for" -> forLoop();
      case "case" -> choice();
      default -> null;
    };
  }

  private Syntax group() {
    advance();
    Syntax body = list();
    expect("}");
    return new Syntax.Group(body);
  }

  private Syntax conditional() {
    advance();
    Syntax condition = list();
    expect("then");
    Syntax then = list();
    if (isReserved("elif")) {
      return new Syntax.If(condition, then, conditional());
    }
    Syntax otherwise = null;
    if (isReserved("else")) {
      advance();
      otherwise = list();
    }
    expect("fi");
    return new Syntax.If(condition, then, otherwise);
  }

  private Syntax loop(boolean until) {
    advance();
    Syntax condition = list();
    return new Syntax.Loop(until, condition, loopBody());
  }

  private Syntax loopBody() {
    expect("do");
    Syntax body = list();
    expect("done");
    return body;
  }

  private Syntax forLoop() {
    advance();
    String name = reserved();
    if (name == null) {
      throw unexpected();
    }
    advance();
    newlines();
    List<Syntax.Word> words = null;
    if (isReserved("in")) {
      advance();
      words = new ArrayList<>();
      while (token instanceof Token.Text(Syntax.Word word)) {
        words.add(word);
        advance();
      }
    }
    skipOperator(";");
    newlines();
    return new Syntax.For(name, words, loopBody());
  }

  private Syntax choice() {
    advance();
    if (!(token instanceof Token.Text(Syntax.Word subject))) {
      throw unexpected();
    }
    advance();
    newlines();
    expect("in");
    newlines();
    List<Syntax.Arm> arms = new ArrayList<>();
    while (!isReserved("esac")) {
      arms.add(arm());
      newlines();
    }
    advance();
    return new Syntax.Case(subject, List.copyOf(arms));
  }

  private Syntax.Arm arm() {
    skipOperator("(");
    List<Syntax.Word> patterns = new ArrayList<>();
    do {
      if (!(token instanceof Token.Text(Syntax.Word pattern))) {
        throw unexpected();
      }
      patterns.add(pattern);
      advance();
    } while (skipOperator("|"));
    expect(")");
    Syntax body = list();
    skipOperator(";;");
    return new Syntax.Arm(List.copyOf(patterns), body);
  }

  private Syntax simple() {
    List<Syntax.Assignment> assignments = new ArrayList<>();
    List<Syntax.Word> words = new ArrayList<>();
    List<Syntax.Redirect> redirects = new ArrayList<>();
    while (true) {
      if (token instanceof Token.Redirection) {
        redirects.add(redirect());
      } else if (token instanceof Token.Text(Syntax.Word word)) {
        Syntax.Assignment assignment = words.isEmpty() ? assignment(word) : null;
        if (assignment != null) {
          assignments.add(assignment);
        } else {
          words.add(word);
        }
        advance();
      } else if (isOperator("(") && words.size() == 1 && assignments.isEmpty()) {
        return function(words.getFirst());
      } else {
        break;
      }
    }
    if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
      throw unexpected();
    }
    return new Syntax.Simple(assignments, words, redirects);
  }

  private Syntax function(Syntax.Word name) {
    String plain = name.plain();
    advance();
    expect(")");
    newlines();
    Syntax body = command();
    if (plain == null) {
      throw unexpected();
    }
    return new Syntax.Function(plain, body);
  }

  private static Syntax.@Nullable Assignment assignment(Syntax.Word word) {
    if (word.parts().isEmpty()
        || !(word.parts().getFirst() instanceof Syntax.Part.Text(String text, boolean quoted))
        || quoted) {
      return null;
    }
    int equals = text.indexOf('=');
    if (equals < 1 || !isName(text.substring(0, equals))) {
      return null;
    }
    List<Syntax.Part> value = new ArrayList<>(word.parts());
    value.set(0, new Syntax.Part.Text(text.substring(equals + 1), false));
    return new Syntax.Assignment(text.substring(0, equals), new Syntax.Word(List.copyOf(value)));
  }

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Lexer.isNamePart(text.charAt(i), i > 0)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private Syntax.Redirect redirect() {
    if (!(token instanceof Token.Redirection(int descriptor, String operator, Syntax.Word text))) {
      throw unexpected();
    }
    advance();
    if (operator.startsWith("<<")) {
      return new Syntax.Redirect(descriptor, Syntax.Redirect.Kind.TEXT, text);
    }
    if (!(token instanceof Token.Text(Syntax.Word target))) {
      throw unexpected();
    }
    advance();
    Syntax.Redirect.Kind kind =
        switch (operator) {
          case "<", "<>" -> Syntax.Redirect.Kind.READ;
          case ">>" -> Syntax.Redirect.Kind.APPEND;
          case "<&", ">&" -> Syntax.Redirect.Kind.DUPLICATE;
          default -> Syntax.Redirect.Kind.WRITE;
        };
    return new Syntax.Redirect(descriptor, kind, target);
  }
}
