package org.toban.history;

import java.time.Instant;
import java.util.List;
import org.toban.alert.Alert;

/**
 * What the sources last said, as it is kept for the next start: shown at once, and doubted until
 * they answer again.
 *
 * @param leftOut how many alerts were too many to be kept
 */
public record LastBoard(List<Answered> sources, List<Sighting> sightings, int leftOut) {
  public LastBoard {
    sources = List.copyOf(sources);
    sightings = List.copyOf(sightings);
  }

  /** A source's last complete answer: when, and how many alerts it held. */
  public record Answered(String source, Instant at, int alerts) {}

  /** One alert, the sources that showed it, and since when it is known. */
  public record Sighting(Alert alert, List<String> sources, Instant firstSeen) {
    public Sighting {
      sources = List.copyOf(sources);
    }
  }
}
