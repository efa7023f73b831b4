package org.toban.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.BoardText;
import org.toban.ui.board.Shown;
import org.toban.ui.incident.Forms;
import org.toban.ui.incident.MaintenanceForm;
import org.toban.ui.look.Surroundings;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.settings.Guide;
import org.toban.ui.silence.SilenceList;
import org.toban.ui.silence.SilenceSheet;

/** What is done with the marked lines of the board at once, or with the selected one. */
final class Chosen {
  private final Surroundings around;
  private final DeskState state;
  private final Forms forms;
  private final DeskParts parts;
  private final Toast toast;

  Chosen(Surroundings around, DeskState state, Forms forms, DeskParts parts, Toast toast) {
    this.around = around;
    this.state = state;
    this.forms = forms;
    this.parts = parts;
    this.toast = toast;
  }

  /** Leads to a first configuration, or to the settings when there is one. */
  void guide() {
    if (!Guide.open(around, parts.configuring())) {
      state.page().set(Page.SETTINGS);
    }
  }

  private List<BoardLine.Entry> entries() {
    Shown shown = state.shown().get();
    return shown == null ? List.of() : state.selection().entries(shown.rows());
  }

  /** For the marked lines, or the selected one. */
  void acknowledge() {
    Map<String, Incident> incidents = new LinkedHashMap<>();
    for (BoardLine.Entry entry : entries()) {
      if (entry.incident() != null && entry.incident().isOpen()) {
        incidents.putIfAbsent(entry.incident().id(), entry.incident());
      }
    }
    if (!incidents.isEmpty()) {
      forms.acknowledge(List.copyOf(incidents.values()));
    }
  }

  /** Opens the sheet that silences them. */
  void silence() {
    Shown shown = state.shown().get();
    List<Board.Row> rows = new ArrayList<>();
    for (BoardLine.Entry entry : entries()) {
      if (entry.row() != null) {
        rows.add(entry.row());
      }
    }
    if (shown != null && !rows.isEmpty()) {
      new SilenceSheet(around, shown.board()).open(rows);
    }
  }

  /** Marks every line that is shown, or none. */
  void markAll() {
    Shown shown = state.shown().get();
    if (shown != null) {
      state.selection().toggleAll(shown.rows());
    }
  }

  /** Puts the marked lines, or the selected one, on the clipboard as text. */
  void copy(Set<Column> columns) {
    List<BoardLine.Entry> entries = entries();
    if (!entries.isEmpty()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(BoardText.of(entries, columns, around.times(), around.ticker().now()));
      Clipboard.getSystemClipboard().setContent(content);
      toast.say("board.copied", String.valueOf(entries.size()));
    }
  }

  /** Declares maintenance, by proposal of the target of the first of them. */
  void maintenance() {
    Shown shown = state.shown().get();
    if (shown != null) {
      Alert subject =
          entries().stream()
              .map(BoardLine.Entry::row)
              .filter(Objects::nonNull)
              .map(Board.Row::alert)
              .findFirst()
              .orElse(null);
      new MaintenanceForm(around, shown.board()).open(subject);
    }
  }

  /** Stops automation, or allows it again. */
  void hold() {
    Shown shown = state.shown().get();
    forms.hold(shown == null || shown.board().hold() == null);
  }

  /** Shows every silence. */
  void silences() {
    Shown shown = state.shown().get();
    if (shown != null) {
      new SilenceList(around, shown.board()).open();
    }
  }

  /** Shows what is to be handed over; it is saved to a folder. */
  void handover(String folder) {
    Shown shown = state.shown().get();
    if (shown != null) {
      new HandoverSheet(around, parts.handover(), shown.board(), folder).open();
    }
  }

  /** Shows the settings that runbooks declare for hosts; the practice estate has none. */
  void hosts() {
    Shown shown = state.shown().get();
    HostSetup setup = parts.hosts();
    if (shown != null && setup != null) {
      new HostSetupSheet(around, setup, shown.board()).open();
    }
  }
}
