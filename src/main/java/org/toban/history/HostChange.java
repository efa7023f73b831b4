package org.toban.history;

import java.time.Instant;

/**
 * A change of a file on a host that belongs to no incident: its plan, or what became of it. A plan
 * that nothing follows is of unknown outcome.
 *
 * @param id the same in both
 * @param undoes the id of the installation that is put back; empty for an installation
 * @param difference what a person saw and confirmed; empty but in the plan of an installation
 * @param detail why it was refused or is unknown, or what was wrong with the command after it
 */
public record HostChange(
    String id,
    Instant at,
    Stage stage,
    String undoes,
    String person,
    Place place,
    Bytes bytes,
    String difference,
    String detail) {

  /** Where it stands. */
  public enum Stage {
    PLANNED,
    MADE,
    REFUSED,
    UNKNOWN
  }

  /**
   * The file, and how it is changed.
   *
   * @param reload the command that follows a change; empty for none
   */
  public record Place(String host, String path, boolean sudo, String reload) {}

  /**
   * What stands there.
   *
   * @param before SHA-256; empty when there was no file
   * @param after SHA-256; empty when there is no file
   * @param backup the name of the copy of what was there before; empty for none
   */
  public record Bytes(String before, String after, String backup) {}

  /** What became of this plan. */
  public HostChange ended(Instant when, Stage how, String why) {
    return new HostChange(id, when, how, undoes, person, place, bytes, "", why);
  }
}
