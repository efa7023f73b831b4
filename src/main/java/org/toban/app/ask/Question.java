package org.toban.app.ask;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A question that only a typed yes answers.
 *
 * @param nothing what is told when there is no yes: that nothing was done
 * @param fault makes of it what ends the command
 */
public record Question(String nothing, Function<String, ? extends RuntimeException> fault) {
  /**
   * Asks, and returns when the answer is yes.
   *
   * @param shown prints what the question is about, never on standard output, which may be for a
   *     machine
   * @param question without its mark; plain text
   */
  public void ask(Consumer<Consumer<String>> shown, String question) {
    // Java has none without a terminal, or one that is none; it depends on the release
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () -> fault.apply(nothing + ", for nobody can be asked here; confirm with --yes"));
    PrintWriter terminal = console.writer();
    shown.accept(terminal::println);
    terminal.flush();
    String answer = console.readLine("%s? Type yes: ", question);
    if (answer == null || !answer.strip().equals("yes")) {
      throw fault.apply(nothing);
    }
  }
}
