package org.toban.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.SourceSettings;

/**
 * What the engine finds when it starts: where alerts come from, the hosts, the runbooks, and what
 * people have approved and stopped.
 *
 * @param trust what is approved for automatic runs on this machine
 * @param hold null when automation is allowed
 */
public record Estate(
    List<SourceSettings> sources,
    Inventory inventory,
    Library library,
    Trust trust,
    Board.@Nullable Hold hold) {
  public Estate {
    sources = List.copyOf(sources);
  }

  /** The same estate, whose sources are asked for alerts only. */
  public Estate withoutInspections() {
    return new Estate(
        sources.stream().map(SourceSettings::withoutInspection).toList(),
        inventory,
        library,
        trust,
        hold);
  }
}
