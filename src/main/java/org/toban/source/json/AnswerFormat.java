package org.toban.source.json;

import java.io.IOException;

/** How one kind of source writes its alerts. */
public interface AnswerFormat {
  /** Below the URL of the source. */
  String path();

  /** Whether an answer is one array of alerts, of which only the new ones need be read. */
  boolean isArray();

  /**
   * Reads the root value of an answer to its end.
   *
   * @param next what gathers the alerts
   * @throws PollFailure when the answer has another shape
   */
  void read(Tokens tokens, Generation next) throws IOException;
}
