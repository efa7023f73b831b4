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
  private final Memory memory = new Memory();
  private boolean works = true;

  /** What one question to one server gave. */
  sealed interface Answer {
    record Whole(Alerts alerts) implements Answer {}

    record Failed(Fault fault) implements Answer {}
  }

  Replica(URI base, SourceSettings.Kind kind, Exchange exchange) {
    this.format = AnswerFormat.of(kind);
    this.exchange = exchange;
    String text = base.toString();
    this.url = URI.create((text.endsWith("/") ? text : text + "/") + format.path());
  }

  Answer ask() {
    Generation next = memory.next();
    try {
      exchange.get(url, body -> Tokens.read(body, format, next));
    } catch (PollFailure e) {
      return failed(e.fault());
    }
    Alerts alerts = memory.take(next);
    if (!works) {
      works = true;
      LOG.info("{} answers again", url);
    }
    return new Answer.Whole(alerts);
  }

  private Answer failed(Fault fault) {
    if (works) {
      works = false;
      LOG.warn("{}: {}", url, fault.summary());
    }
    return new Answer.Failed(fault);
  }
}
