package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.MutedFormat;
import org.toban.source.json.Tokens;

/** Marks the alerts of one Alertmanager that a time interval of their route mutes. */
final class Mutes {
  private static final Logger LOG = LoggerFactory.getLogger(Mutes.class);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final URI url;
  private final Exchange exchange;

  /** What the newest marked answer was made of, to make nothing anew when nothing changed. */
  private Alerts plain = Alerts.none();

  private Map<String, List<String>> muted = Map.of();
  private Alerts marked = Alerts.none();
  private boolean refused;

  Mutes(URI url, Exchange exchange) {
    this.url = url;
    this.exchange = exchange;
  }

  /**
   * The alerts, those that are muted suppressed. A server that does not let its groups be read
   * leaves them active: better loud than lost.
   *
   * @throws PollFailure when the groups could be anything, so that the answer is not complete
   */
  Alerts mark(Alerts alerts, Duration limit) throws PollFailure {
    Map<String, List<String>> now = new HashMap<>();
    try {
      exchange.get(
          url,
          limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit,
          body -> Tokens.read(body, tokens -> now.putAll(MutedFormat.read(tokens))));
    } catch (PollFailure e) {
      if (!(e.fault() instanceof Fault.Refused)) {
        throw e;
      }
      if (!refused) {
        LOG.warn("{}: {}; what a time interval mutes counts as active", url, e.fault().summary());
      }
      refused = true;
      return alerts;
    }
    refused = false;
    return marked(alerts, now);
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged answer is the same object
  private Alerts marked(Alerts alerts, Map<String, List<String>> now) {
    if (now.isEmpty()) {
      return alerts;
    }
    if (alerts != plain || !now.equals(muted)) {
      List<Alert> all = new ArrayList<>(alerts.size());
      for (Alert alert : alerts) {
        List<String> intervals = now.get(alert.fingerprint().toString());
        all.add(intervals == null ? alert : shared(alert.mutedBy(intervals)));
      }
      marked = Alerts.of(all);
      plain = alerts;
      muted = now;
    }
    return marked;
  }

  private Alert shared(Alert alert) {
    Alert known = marked.get(alert.fingerprint());
    return known != null && known.equals(alert) ? known : alert;
  }
}
