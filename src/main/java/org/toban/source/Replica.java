package org.toban.source;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alerts;

/** One server of a source, and the last complete answer that it gave. */
final class Replica {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private final URI url;
  private final Exchange exchange;
  private final AnswerFormat format;
  private final TextPool pool = new TextPool();
  private Alerts last = Alerts.none();
  private boolean works = true;

  /** What one question to one server gave. */
  sealed interface Answer {
    record Whole(Alerts alerts) implements Answer {}

    record Failed(Fault fault) implements Answer {}
  }

  /**
   * One server.
   *
   * @param question the query of the URL, encoded; empty for none
   */
  Replica(URI base, SourceSettings.Kind kind, String question, Exchange exchange) {
    this.format = AnswerFormat.of(kind);
    this.exchange = exchange;
    this.url = Question.url(base, format.path(), question);
  }

  Answer ask() {
    Generation next = new Generation(last, pool);
    try {
      exchange.get(url, body -> Tokens.read(body, format, next));
    } catch (PollFailure e) {
      return failed(e.fault());
    }
    last = next.alerts();
    if (!works) {
      works = true;
      LOG.info("{} answers again", url);
    }
    return new Answer.Whole(last);
  }

  private Answer failed(Fault fault) {
    if (works) {
      works = false;
      LOG.warn("{}: {}", url, fault.summary());
    }
    return new Answer.Failed(fault);
  }
}
