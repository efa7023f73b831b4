package org.toban.ui.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.toban.engine.Board;
import org.toban.review.Handover;

/** Where the desk gets the handover of a shift and gives it away; called off the FX thread. */
public interface HandingOver {
  /** What is to be handed over now, of a shift so long; may block. */
  Handover facts(Board board, Duration shift);

  /** Writes it as Markdown into a folder as a new file, and gives that file. */
  Path save(Handover handover, Path folder, Locale locale) throws IOException;

  /** Who gets its e-mail; empty when there is no such channel. Returns at once. */
  List<String> addressees();

  /**
   * Sends it to them in their own language; may block.
   *
   * @throws IOException when the server did not take it over, with its reason
   */
  void send(Handover handover) throws IOException;
}
