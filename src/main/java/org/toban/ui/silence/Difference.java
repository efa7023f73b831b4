package org.toban.ui.silence;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/**
 * Says loudly, once, that a silence made here does not hold back what was meant, and offers to end
 * it.
 */
public final class Difference {
  private static final String KEY = "silence.differs";
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Surroundings around;
  private final Set<Board.Message> told = new HashSet<>();

  public Difference(Surroundings around) {
    this.around = around;
  }

  public void look(Board board) {
    for (Board.Message message : board.messages()) {
      boolean fresh = message.at().plus(FRESH).isAfter(around.ticker().now());
      if (fresh && message.key().equals(KEY) && told.add(message)) {
        tell(message);
        return;
      }
    }
  }

  private void tell(Board.Message message) {
    var words = around.words();
    String source = message.arguments().get(0);
    String id = message.arguments().get(1);
    new Form(words, around.sheets(), words.get("silence.differs-title"))
        .add(
            Bits.prose(
                words.get(
                    "message.silence.differs",
                    Plain.line(source, 40),
                    Plain.line(id, 60),
                    message.arguments().get(2),
                    message.arguments().get(3)),
                "warn",
                "strong"))
        .add(Bits.prose(words.get("silence.differs-what"), "muted"))
        .open(
            words.get("silence.expire"),
            "danger",
            () -> around.send().accept(new Command.ExpireSilence(around.person(), source, id)));
  }
}
