package org.toban.ui.parts;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the desk shows about itself.
 *
 * @param person who sits at this desk; the {@code by} of every command
 * @param zone the team's zone, in which all times are shown
 * @param configuration the file that was read, null when there is none (practice)
 */
public record About(
    String person,
    ZoneId zone,
    String version,
    @Nullable Path configuration,
    InstantSource clock) {}
