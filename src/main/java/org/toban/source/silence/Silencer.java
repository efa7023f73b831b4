package org.toban.source.silence;

import java.time.Instant;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;

/** Makes, changes and ends silences; blocks, and gives faults as values. */
public interface Silencer {
  Answer<SilenceMade> put(String source, Silence.Draft draft, Instant now);

  /** Ends a silence now; gives its id. */
  Answer<String> expire(String source, String id);

  /** Where there are none. */
  static Silencer none() {
    return new Silencer() {
      @Override
      public Answer<SilenceMade> put(String source, Silence.Draft draft, Instant now) {
        return refused(source);
      }

      @Override
      public Answer<String> expire(String source, String id) {
        return refused(source);
      }
    };
  }

  private static <T> Answer<T> refused(String source) {
    return new Answer.Failed<>(
        new Fault.Misconfigured("source " + source + " is no Alertmanager, so it has no silences"));
  }
}
