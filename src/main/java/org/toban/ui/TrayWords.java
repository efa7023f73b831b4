package org.toban.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Times;
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

  /**
   * The tray's state.
   *
   * @param person who sits at this desk
   * @param stuck parts of this program that stand still: then the board cannot be believed
   */
  static TrayState of(
      @Nullable Board board,
      Set<String> stuck,
      String person,
      Instant now,
      Times times,
      Actions actions) {
    Words words = times.words();
    TrayFace seen = board == null ? TrayFace.unknown() : TrayFace.of(board, person, now);
    TrayFace face = stuck.isEmpty() ? seen : seen.doubted();
    boolean held = board != null && board.hold() != null;
    String title = face.practice() ? words.get("tray.practice") : "Toban";
    String watch = watch(face, words);
    String open = words.get("tray.open", face.active());
    return new TrayState(
        face,
        title,
        (detail(face, board, stuck, now, times) + "\n" + watch).strip(),
        List.of(
            // where no tooltip is shown, such as in GNOME, the menu is all there is to read
            new TrayMenu.Entry(watch.isEmpty() ? open : open + " · " + watch, actions::open),
            new TrayMenu.Separator(),
            new TrayMenu.Check(words.get("tray.hold"), held, () -> actions.hold(!held)),
            new TrayMenu.Entry(words.get("act.poll"), actions::poll),
            new TrayMenu.Separator(),
            new TrayMenu.Entry(words.get("tray.quit"), actions::quit)));
  }

  private static String watch(TrayFace face, Words words) {
    return face.watch() == TrayFace.Watch.UNSAID
        ? ""
        : words.get("tray.watch." + Words.key(face.watch()));
  }

  private static String detail(
      TrayFace face, @Nullable Board board, Set<String> stuck, Instant now, Times times) {
    Words words = times.words();
    if (board == null) {
      return words.get("empty.starting");
    }
    Severity worst = face.worst();
    String active =
        worst == null
            ? words.get("tray.nothing")
            : words.get("tray.active", face.active(), words.severity(worst));
    if (!face.blind()) {
      return active;
    }
    List<String> lines = new ArrayList<>();
    lines.add(words.get("tray.blind") + " · " + active);
    if (!stuck.isEmpty()) {
      lines.add(words.get("tray.stuck", String.join(", ", new TreeSet<>(stuck))));
    }
    lines.add(SourceWords.doubtful(board, now, times));
    return String.join("\n", lines).strip();
  }
}
