package org.toban.app.settings;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.history.HostChange;
import org.toban.remedy.Inventory;
import org.toban.remedy.files.HostFiles;
import org.toban.ui.parts.HostSetup;

/** The settings of hosts as the desk shows them; keeps what was seen in the last look. */
public final class DeskHostSetup implements HostSetup {
  private final Inventory inventory;
  private final List<String> folders;
  private final HostFiles files;
  private final History history;
  private final InstantSource clock;
  private final Map<Row, Standing> seen = new LinkedHashMap<>();
  private @Nullable HostSettings settings;

  public DeskHostSetup(
      Inventory inventory,
      List<String> folders,
      HostFiles files,
      History history,
      InstantSource clock) {
    this.inventory = inventory;
    this.folders = folders;
    this.files = files;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public synchronized List<Row> look(Board board) {
    HostSettings fresh = new HostSettings(board.library(), inventory, folders, files, clock);
    settings = fresh;
    seen.clear();
    fresh.look(fresh.declared("", "")).forEach(it -> seen.put(row(it), it));
    return List.copyOf(seen.keySet());
  }

  private static Row row(Standing it) {
    List<String> notes = new ArrayList<>(it.rights());
    it.detail().lines().forEach(notes::add);
    return new Row(
        it.declared().setting().terms().name(),
        it.declared().host(),
        it.declared().setting().path(),
        switch (it.state()) {
          case SAME -> State.SAME;
          case DIFFERS -> State.DIFFERS;
          case MISSING -> State.MISSING;
          case UNREADABLE, UNREACHABLE, INCOMPLETE -> State.UNKNOWN;
        },
        it.difference(),
        notes,
        it.declared().setting().terms().reload());
  }

  @Override
  public synchronized Fate install(Row row, String person) {
    Standing standing = seen.get(row);
    HostSettings now = settings;
    return standing == null || now == null
        ? new Fate(false, "this was not seen in the last look; look again")
        : fate(now.install(standing, history, person));
  }

  @Override
  public synchronized Fate undo(String person) {
    HostSettings now = settings;
    Optional<HostChange> newest =
        now == null ? Optional.empty() : now.newest(history.hostChanges(), "", "");
    return now == null || newest.isEmpty()
        ? new Fate(false, "no installation that this history knows is left to undo")
        : fate(now.undo(newest.get(), history, person));
  }

  private static Fate fate(HostSettings.Result result) {
    return new Fate(result.stage() == HostChange.Stage.MADE, result.detail());
  }
}
