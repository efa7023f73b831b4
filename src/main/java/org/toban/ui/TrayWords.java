package org.toban.ui;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.ui.look.Words;
import org.toban.ui.tray.TrayFace;
import org.toban.ui.tray.TrayMenu;
import org.toban.ui.tray.TrayState;

/** What the tray shows of a board, in the reader's language. */
final class TrayWords {
  /** What the lines of the menu do. */
  interface Actions {
    void open();

    void hold(boolean on);

    void poll();

    void quit();
  }

  private TrayWords() {}

  static TrayState of(@Nullable Board board, Instant now, Words words, Actions actions) {
    TrayFace face = board == null ? TrayFace.unknown() : TrayFace.of(board, now);
    boolean held = board != null && board.hold() != null;
    String title = face.practice() ? words.get("tray.practice") : "Toban";
    return new TrayState(
        face,
        title,
        detail(face, board == null, words),
        List.of(
            new TrayMenu.Entry(words.get("tray.open", face.active()), actions::open),
            new TrayMenu.Separator(),
            new TrayMenu.Check(words.get("tray.hold"), held, () -> actions.hold(!held)),
            new TrayMenu.Entry(words.get("act.poll"), actions::poll),
            new TrayMenu.Separator(),
            new TrayMenu.Entry(words.get("tray.quit"), actions::quit)));
  }

  private static String detail(TrayFace face, boolean starting, Words words) {
    if (starting) {
      return words.get("empty.starting");
    }
    Severity worst = face.worst();
    String active =
        worst == null
            ? words.get("tray.nothing")
            : words.get("tray.active", face.active(), words.severity(worst));
    return face.blind() ? words.get("tray.blind") + " · " + active : active;
  }
}
