package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into tokens; parsing of {@code $( )} goes back into the parser on the same text.
 */
final class Lexer {
  private static final List<String> OPERATORS =
      List.of("&&", "||", ";;", ";", "&", "|", "(", ")", "\n");
  private static final String WORD_ENDS = " \t\n;&|<>()";

  private final String source;
  private int at;

  /**
   * Where the line that holds a here-document goes on, after the document; 0 when there is none.
   */
  private int afterHereDocuments;

  Lexer(String source, int from) {
    this.source = source;
    this.at = from;
  }

  int position() {
    return at;
  }

  int line() {
    return 1
        + (int)
            source
                .substring(0, Math.min(at, source.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  Token next() {
    skipBlanks();
    if (at >= source.length()) {
      return new Token.End();
    }
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, at)) {
        at += operator.length();
        if (operator.equals("\n") && afterHereDocuments > 0) {
          at = afterHereDocuments;
          afterHereDocuments = 0;
        }
        return new Token.Operator(operator);
      }
    }
    int digits = at;
    while (digits < source.length() && Character.isDigit(source.charAt(digits))) {
      digits++;
    }
    if (digits < source.length() && "<>".indexOf(source.charAt(digits)) >= 0) {
      int descriptor = digits > at ? Integer.parseInt(source.substring(at, digits)) : -1;
      at = digits;
      return redirection(descriptor);
    }
    return new Token.Text(word(WORD_ENDS));
  }

  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (source.startsWith("\\\n", at)) {
        at += 2;
      } else if (c == '#') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else {
        return;
      }
    }
  }

  private Token redirection(int descriptor) {
    for (String operator : List.of("<<-", "<<", "<&", ">>", ">&", ">|", "<>", "<", ">")) {
      if (source.startsWith(operator, at)) {
        at += operator.length();
        int number = descriptor >= 0 ? descriptor : operator.startsWith("<") ? 0 : 1;
        Syntax.Word text =
            operator.startsWith("<<") ? hereDocument(operator.equals("<<-")) : Syntax.Word.of("");
        return new Token.Redirection(number, operator, text);
      }
    }
    throw new SyntaxProblem(line(), "redirection expected");
  }

  private Syntax.Word hereDocument(boolean stripTabs) {
    skipBlanks();
    int start = at;
    Syntax.Word delimiter = word(WORD_ENDS);
    boolean quoted = source.substring(start, at).matches("(?s).*['\"\\\\].*");
    StringBuilder end = new StringBuilder();
    for (Syntax.Part part : delimiter.parts()) {
      end.append(part instanceof Syntax.Part.Text(String text, _) ? text : "");
    }
    int line = afterHereDocuments > 0 ? afterHereDocuments : source.indexOf('\n', at) + 1;
    StringBuilder body = new StringBuilder();
    while (line > 0 && line < source.length()) {
      int stop = source.indexOf('\n', line);
      String text = source.substring(line, stop < 0 ? source.length() : stop);
      text = stripTabs ? text.replaceFirst("^\t+", "") : text;
      line = stop < 0 ? source.length() : stop + 1;
      if (text.contentEquals(end)) {
        break;
      }
      body.append(text).append('\n');
    }
    afterHereDocuments = Math.max(line, 1);
    return quoted
        ? Syntax.Word.of(body.toString())
        : new Syntax.Word(new Lexer(body.toString(), 0).quotedParts('\0'));
  }

  /** A word up to an unquoted character of {@code ends}. */
  private Syntax.Word word(String ends) {
    List<Syntax.Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    while (at < source.length() && ends.indexOf(source.charAt(at)) < 0) {
      char c = source.charAt(at);
      if ("'\"\\$`".indexOf(c) < 0) {
        plain.append(c);
        at++;
        continue;
      }
      flush(plain, parts, false);
      switch (c) {
        case '\'' -> parts.add(new Syntax.Part.Text(singleQuoted(), true));
        case '"' -> {
          at++;
          parts.add(new Syntax.Part.Text("", true));
          parts.addAll(quotedParts('"'));
        }
        case '\\' -> escaped(parts);
        default -> parts.add(expansion(false));
      }
    }
    flush(plain, parts, false);
    return new Syntax.Word(List.copyOf(parts));
  }

  private static void flush(StringBuilder text, List<Syntax.Part> parts, boolean quoted) {
    if (!text.isEmpty()) {
      parts.add(new Syntax.Part.Text(text.toString(), quoted));
      text.setLength(0);
    }
  }

  private void escaped(List<Syntax.Part> parts) {
    if (at + 1 < source.length() && source.charAt(at + 1) != '\n') {
      parts.add(new Syntax.Part.Text(String.valueOf(source.charAt(at + 1)), true));
    }
    at += 2;
  }

  private String singleQuoted() {
    int end = source.indexOf('\'', at + 1);
    if (end < 0) {
      throw new SyntaxProblem(line(), "Unterminated quoted string");
    }
    String text = source.substring(at + 1, end);
    at = end + 1;
    return text;
  }

  /** What stands in double quotes, up to the closing one; NUL means up to the end of the text. */
  private List<Syntax.Part> quotedParts(char close) {
    List<Syntax.Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (at < source.length() && source.charAt(at) != close) {
      char c = source.charAt(at);
      if (c == '\\' && at + 1 < source.length()) {
        char after = source.charAt(at + 1);
        if (after == '\n') {
          at += 2;
          continue;
        }
        boolean special =
            "$`\\".indexOf(after) >= 0 || after == close || (close == '}' && after == '"');
        text.append(special ? "" : "\\").append(after);
        at += 2;
      } else if (c == '$' || c == '`') {
        flush(text, parts, true);
        parts.add(expansion(true));
      } else if (c == '"' && close == '}') {
        flush(text, parts, true);
        at++;
        parts.addAll(quotedParts('"'));
      } else {
        text.append(c);
        at++;
      }
    }
    if (close != '\0' && at >= source.length()) {
      throw new SyntaxProblem(line(), "Unterminated quoted string");
    }
    at++;
    flush(text, parts, true);
    return parts;
  }

  private Syntax.Part expansion(boolean quoted) {
    if (source.charAt(at) == '`') {
      return backquoted(quoted);
    }
    at++;
    if (source.startsWith("((", at)) {
      return new Syntax.Part.Arithmetic(
          new Syntax.Word(new Lexer(arithmetic(), 0).quotedParts('\0')), quoted);
    }
    if (source.startsWith("(", at)) {
      Parser inner = new Parser(new Lexer(source, at + 1));
      Syntax script = inner.untilClosing();
      at = inner.position();
      return new Syntax.Part.Substitution(script, quoted);
    }
    if (source.startsWith("{", at)) {
      return braced(quoted);
    }
    String name = name();
    return name.isEmpty()
        ? new Syntax.Part.Text("$", quoted)
        : new Syntax.Part.Variable(name, "", Syntax.Word.of(""), quoted);
  }

  private String arithmetic() {
    int start = at + 2;
    int depth = 0;
    for (int i = start; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == ')' && depth == 0 && source.startsWith("))", i)) {
        at = i + 2;
        return source.substring(start, i);
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    throw new SyntaxProblem(line(), "Missing '))'");
  }

  private Syntax.Part backquoted(boolean quoted) {
    StringBuilder script = new StringBuilder();
    at++;
    while (at < source.length() && source.charAt(at) != '`') {
      if (source.charAt(at) == '\\'
          && at + 1 < source.length()
          && "`\\$".indexOf(source.charAt(at + 1)) >= 0) {
        at++;
      }
      script.append(source.charAt(at++));
    }
    if (at >= source.length()) {
      throw new SyntaxProblem(line(), "EOF in backquote substitution");
    }
    at++;
    return new Syntax.Part.Substitution(Parser.parse(script.toString()), quoted);
  }

  /** A variable's name, one digit or one special parameter; empty when there is none. */
  private String name() {
    int start = at;
    if (at < source.length() && "?$!#@*-0123456789".indexOf(source.charAt(at)) >= 0) {
      at++;
      return source.substring(start, at);
    }
    while (at < source.length() && isNamePart(source.charAt(at), at > start)) {
      at++;
    }
    return source.substring(start, at);
  }

  static boolean isNamePart(char c, boolean inside) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (inside && c >= '0' && c <= '9');
  }

  private Syntax.Part braced(boolean quoted) {
    at++;
    boolean length = source.startsWith("#", at) && !source.startsWith("#}", at);
    at += length ? 1 : 0;
    String name = name();
    if (name.isEmpty()) {
      throw new SyntaxProblem(line(), "Bad substitution");
    }
    String operator = length ? "length" : "";
    for (String candidate :
        List.of(":-", ":=", ":+", ":?", "-", "=", "+", "?", "##", "#", "%%", "%")) {
      if (!length && source.startsWith(candidate, at)) {
        operator = candidate;
        at += candidate.length();
        break;
      }
    }
    boolean pattern = operator.startsWith("%") || operator.startsWith("#");
    Syntax.Word argument = quoted && !pattern ? new Syntax.Word(quotedUntilBrace()) : word("}");
    if (!source.startsWith("}", at)) {
      throw new SyntaxProblem(line(), "Bad substitution");
    }
    at++;
    return new Syntax.Part.Variable(name, operator, argument, quoted);
  }

  private List<Syntax.Part> quotedUntilBrace() {
    List<Syntax.Part> parts = quotedParts('}');
    at--;
    return parts;
  }
}
