package org.toban.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.toban.app.kept.EvidenceFile;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.review.Documents;
import org.toban.ui.parts.Archive;

/** The past, as the desk reads it: from the history of its console. */
record DeskArchive(History history, ZoneId zone, boolean practice) implements Archive {
  /** More names than this make no choice. */
  private static final int MOST_OWNERS = 200;

  @Override
  public History.Found find(History.Filter filter, int limit) {
    return history.find(filter, limit);
  }

  @Override
  public Map<LocalDate, Long> days(History.Filter filter) {
    Map<LocalDate, Long> days = new TreeMap<>();
    for (History.Opened part : history.opened(filter)) {
      days.merge(LocalDate.ofInstant(part.from(), zone), part.count(), Long::sum);
    }
    return days;
  }

  @Override
  public List<String> owners() {
    return history.owners(MOST_OWNERS);
  }

  @Override
  public List<History.Row> latest(String name, int limit, Instant before) {
    return history.latest(name, limit, before);
  }

  @Override
  public List<History.Row> latestOn(
      Collection<String> hosts, String name, int limit, Instant before) {
    return history.latestOn(hosts, name, limit, before);
  }

  @Override
  public List<Event> events(String incident, int after) {
    return history.events(incident, after);
  }

  @Override
  public List<History.Episode> episodesSince(Instant since, int limit) {
    List<History.Episode> all = new ArrayList<>(history.episodesSince(since, limit));
    int left = limit - all.size();
    if (left > 0) {
      all.addAll(history.episodesEndedSince(since, left));
    }
    return all;
  }

  @Override
  public Evidence evidence(Path file) throws IOException {
    return EvidenceFile.read(file);
  }

  @Override
  public String review(String incident, Locale locale) {
    return Documents.markdown(ReportCommand.review(history, incident, practice), locale, zone);
  }

  @Override
  public Path export(String incident, Format format, Path folder, Locale locale)
      throws IOException {
    Documents.Format kind =
        switch (format) {
          case MARKDOWN -> Documents.Format.MARKDOWN;
          case HTML -> Documents.Format.HTML;
          case PDF -> Documents.Format.PDF;
        };
    return Documents.write(
        folder, ReportCommand.review(history, incident, practice), kind, locale, zone);
  }
}
