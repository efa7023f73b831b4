package org.toban.ui.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Evidence;

/**
 * What the desk reads of the past; every method may block and is called off the FX thread. A {@link
 * org.toban.history.HistoryFault} or an {@link IOException} is shown in its place, with its
 * message.
 */
public interface Archive {
  /** The formats of a review. */
  enum Format {
    MARKDOWN,
    HTML,
    PDF
  }

  History.Found find(History.Filter filter, int limit);

  /** How many incidents that a filter lets through opened on each day that has any. */
  Map<LocalDate, Long> days(History.Filter filter);

  /** Who was ever in charge of an incident. */
  List<String> owners();

  /** Incidents of one name that opened before a time, newest first. */
  List<History.Row> latest(String name, int limit, Instant before);

  /** Those of them that had an alert on one of these hosts (without a port), newest first. */
  List<History.Row> latestOn(Collection<String> hosts, String name, int limit, Instant before);

  /** Events of one incident in order. */
  default List<Event> events(String incident) {
    return events(incident, 0);
  }

  /**
   * Events of one incident in order.
   *
   * @param after how many of the first ones are known, and left out
   */
  List<Event> events(String incident, int after);

  /**
   * Episodes that began at or after a time, then those that began before and ended since, for the
   * day's marks on the board.
   */
  List<History.Episode> episodesSince(Instant since, int limit);

  /** A file of this machine, as evidence. */
  Evidence evidence(Path file) throws IOException;

  /** The review of one incident as Markdown. */
  String review(String incident, Locale locale);

  /** Writes the review into a folder as a new file, and gives that file. */
  Path export(String incident, Format format, Path folder, Locale locale) throws IOException;
}
