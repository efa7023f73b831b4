package org.toban.ui.parts;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the desk shows about itself.
 *
 * @param seat who sits at this desk
 * @param zone the team's zone, in which all times are shown
 * @param configuration the file that was read, null when there is none (practice)
 */
public record About(
    Seat seat, ZoneId zone, String version, @Nullable Path configuration, InstantSource clock) {

  /** Who acts here now; the {@code by} of every command. */
  public String person() {
    return seat.person();
  }
}
