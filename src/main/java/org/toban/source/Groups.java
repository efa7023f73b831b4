package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.GroupsFormat;
import org.toban.source.json.Tokens;

/**
 * Marks the alerts of one Alertmanager with what only its groups tell: those that a time interval
 * of their route mutes, and, when that is wanted, the group of each.
 */
final class Groups {
  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final URI url;
  private final Exchange exchange;
  private final boolean named;

  /** What the newest marked answer was made of, to make nothing anew when nothing changed. */
  private Alerts plain = Alerts.none();

  private GroupsFormat.Told told = GroupsFormat.Told.nothing();
  private Alerts marked = Alerts.none();
  private boolean refused;

  /**
   * Of one server.
   *
   * @param named whether each alert is to know its group
   */
  Groups(URI url, Exchange exchange, boolean named) {
    this.url = url;
    this.exchange = exchange;
    this.named = named;
  }

  /**
   * The alerts, marked. A server that does not let its groups be read leaves them active and
   * without a group: better loud than lost.
   *
   * @throws PollFailure when the groups could be anything, so that the answer is not complete
   */
  Alerts mark(Alerts alerts, Duration limit) throws PollFailure {
    AtomicReference<GroupsFormat.Told> now = new AtomicReference<>(GroupsFormat.Told.nothing());
    try {
      exchange.get(
          url,
          limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit,
          body -> Tokens.read(body, tokens -> now.set(GroupsFormat.read(tokens, named))));
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
    return marked(alerts, Objects.requireNonNull(now.get()));
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged answer is the same object
  private Alerts marked(Alerts alerts, GroupsFormat.Told now) {
    if (now.equals(GroupsFormat.Told.nothing())) {
      return alerts;
    }
    if (alerts != plain || !now.equals(told)) {
      List<Alert> all = new ArrayList<>(alerts.size());
      for (Alert alert : alerts) {
        all.add(shared(marked(alert, now)));
      }
      marked = Alerts.of(all);
      plain = alerts;
      told = now;
    }
    return marked;
  }

  private static Alert marked(Alert alert, GroupsFormat.Told now) {
    String fingerprint = alert.fingerprint().toString();
    List<String> intervals = now.muted().get(fingerprint);
    Labels group = now.groups().get(fingerprint);
    Alert grouped = group == null ? alert : alert.inGroup(group);
    return intervals == null ? grouped : grouped.mutedBy(intervals);
  }

  private Alert shared(Alert alert) {
    Alert known = marked.get(alert.fingerprint());
    return known != null && known.equals(alert) ? known : alert;
  }
}
