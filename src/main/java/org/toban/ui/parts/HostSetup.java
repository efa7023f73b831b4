package org.toban.ui.parts;

import java.util.List;
import org.toban.engine.Board;
import org.toban.runbook.Difference;

/** Where the desk gets the settings that runbooks declare for hosts; called off the FX thread. */
public interface HostSetup {
  /** How one of them stands. */
  enum State {
    SAME,
    DIFFERS,
    MISSING,
    /** It could not be seen, or the block does not say enough; the notes say why. */
    UNKNOWN
  }

  /**
   * A setting on a host.
   *
   * @param difference from what is there to what is declared
   * @param reload the command that follows an installation; empty for none
   */
  record Row(
      String name,
      String host,
      String path,
      State state,
      Difference difference,
      List<String> notes,
      String reload) {
    public Row {
      notes = List.copyOf(notes);
    }

    public boolean isDrift() {
      return state == State.DIFFERS || state == State.MISSING;
    }
  }

  /** What became of a change; the detail is for the person and may be empty when it was made. */
  record Fate(boolean made, String detail) {}

  /** Looks at all that the board's runbooks declare; may block. */
  List<Row> look(Board board);

  /** Installs a row of the last look, if the file is still what was seen then; may block. */
  Fate install(Row row, String person);

  /** Puts back what the newest installation replaced; may block. */
  Fate undo(String person);
}
