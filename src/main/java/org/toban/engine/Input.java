package org.toban.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Outcome;
import org.toban.runbook.Library;
import org.toban.source.Answer;
import org.toban.source.Reading;
import org.toban.source.Silence;
import org.toban.source.SilenceMade;

/** Everything that can reach the engine; time is a field of it. */
public sealed interface Input {
  Instant at();

  record Read(Reading reading) implements Input {
    @Override
    public Instant at() {
      return reading.at();
    }
  }

  record Commanded(Instant at, Command command) implements Input {}

  record OutputArrived(Instant at, String runId, String text) implements Input {}

  record RunFinished(Instant at, String incident, String runId, Outcome outcome) implements Input {}

  /** A notice went out ({@code error} null) or did not. */
  record NoticeSent(
      Instant at,
      @Nullable String incident,
      String channel,
      String to,
      String why,
      @Nullable String error)
      implements Input {}

  /** A list of a source's silences, or why there is none. */
  record SilencesRead(Instant at, String source, Answer<List<Silence>> answer) implements Input {}

  /** What came of a silence that a person made or changed here. */
  record SilencePut(
      Instant at, String by, String source, Silence.Draft draft, Answer<SilenceMade> answer)
      implements Input {}

  /** What came of the end of a silence that a person asked for here. */
  record SilenceExpired(Instant at, String by, String source, String silence, Answer<String> answer)
      implements Input {}

  record RunbooksRead(Instant at, Library library) implements Input {}

  /** The history failed or works again; {@code problem} null when it works. */
  record HistoryChanged(Instant at, @Nullable String problem) implements Input {}

  record Tick(Instant at) implements Input {}
}
