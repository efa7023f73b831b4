package org.toban.ui;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Seat;

/** Chooses who acts at this desk, from the names that are known or by writing one. */
final class WhoActs {
  private static final int LONGEST = 60;

  private final Surroundings around;
  private final DeskState state;
  private final Toast toast;
  private final Consumer<String> keep;

  /**
   * The choice.
   *
   * @param keep takes who is to act after the next start, too; empty for whom the configuration
   *     names
   */
  WhoActs(Surroundings around, DeskState state, Toast toast, Consumer<String> keep) {
    this.around = around;
    this.state = state;
    this.toast = toast;
    this.keep = keep;
  }

  /** Says at the start that somebody else acts here than the configuration says. */
  void remind() {
    Seat seat = around.seat();
    if (!seat.isConfigured()) {
      toast.say("person.kept", seat.person(), seat.configured());
    }
  }

  /** Opens the list; Enter at once changes nothing, for who acts now stands first. */
  void open() {
    new Palette(around.words(), around.sheets(), "person.", typed -> known(), this::written).open();
  }

  private List<Palette.Choice> known() {
    Shown shown = state.shown().get();
    Stream<People.Known> known =
        shown == null
            ? Stream.of(new People.Known(around.person(), People.Whence.HERE, ""))
            : People.of(shown.board(), around.seat(), around.ticker().now()).stream();
    return known
        .map(it ->
            new Palette.Choice(
                Plain.line(it.name(), LONGEST),
                around
                    .words()
                    .get("person." + Words.key(it.whence()), Plain.line(it.of(), LONGEST)),
                "",
                null,
                () -> take(it.name())))
        .toList();
  }

  private Palette.Choice written(String typed) {
    String name = typed.strip();
    return new Palette.Choice(
        around.words().get("person.written", Plain.line(name, LONGEST)),
        "",
        "",
        null,
        () -> take(name));
  }

  private void take(String name) {
    Seat seat = around.seat();
    if (!Seat.isName(name)) {
      toast.say("person.no-name", name);
    } else if (!name.equals(seat.person())) {
      seat.take(name);
      keep.accept(seat.isConfigured() ? "" : name);
      state.refilter(state.filter());
      toast.say("person.acts", name);
    }
  }
}
