package org.toban.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.source.SourceSettings;

/**
 * What the engine finds when it starts: where alerts come from, the hosts, the runbooks, and what
 * people have approved and stopped.
 *
 * @param trusted hashes approved for automatic runs on this machine
 * @param hold null when automation is allowed
 */
public record Estate(
    List<SourceSettings> sources,
    Inventory inventory,
    Library library,
    Set<String> trusted,
    Board.@Nullable Hold hold) {
  public Estate {
    sources = List.copyOf(sources);
    trusted = Set.copyOf(trusted);
  }

  /** The same estate, whose sources are asked for alerts only. */
  public Estate withoutInspections() {
    return new Estate(
        sources.stream().map(SourceSettings::withoutInspection).toList(),
        inventory,
        library,
        trusted,
        hold);
  }
}
