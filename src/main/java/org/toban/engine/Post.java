package org.toban.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.history.Mail;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.NoticePlan;

/**
 * What came of letters: in the incidents' timelines, in the outbox, and when nobody was reached.
 */
final class Post {
  /** A single failure may be a hiccup. */
  private static final int LOST_AFTER = 2;

  private final State state;

  Post(State state) {
    this.state = state;
  }

  void delivered(Input.Delivered it) {
    List<Mail.Fate> fates = new ArrayList<>();
    it.parcel().over().forEach(letter -> fates.add(Mail.Fate.of(letter, Mail.State.DROPPED)));
    Letter message = it.parcel().message();
    if (!it.parcel().letters().isEmpty()) {
      String channel = message.channel();
      switch (it.delivery()) {
        case Delivery.Sent sent -> sent(it, sent, fates);
        case Delivery.Temporary temporary -> {
          it.parcel().letters().forEach(letter -> fates.add(waits(letter, it, temporary)));
          if (it.attempts() == LOST_AFTER) {
            failed(it, Cause.TRIED_AGAIN.said(temporary.reason()));
          } else if (it.attempts() > LOST_AFTER) {
            state.reach.loses(channel, state.now, temporary.reason());
          }
        }
        case Delivery.Permanent permanent -> {
          for (Letter letter : it.parcel().letters()) {
            fates.add(
                new Mail.Fate(
                    letter.key(), Mail.State.GIVEN_UP, it.attempts(), "", permanent.reason()));
          }
          failed(it, permanent.reason());
        }
      }
    }
    state.effect(new Effect.Settle(fates));
  }

  private static Mail.Fate waits(Letter letter, Input.Delivered it, Delivery.Temporary why) {
    return new Mail.Fate(letter.key(), Mail.State.WAITING, it.attempts(), "", why.reason());
  }

  private void sent(Input.Delivered it, Delivery.Sent sent, List<Mail.Fate> fates) {
    for (Letter letter : it.parcel().letters()) {
      fates.add(
          new Mail.Fate(letter.key(), Mail.State.SENT, it.attempts(), sent.reference(), null));
      if (state.reach.works(letter)) {
        state.say(null, "notice.back", letter.channel());
      }
      if (Cause.TEST.is(letter.notice().why())) {
        state.say(null, "notice.tested", letter.channel());
      }
    }
    byIncident(it)
        .forEach((id, notice) -> {
          Letter message = it.parcel().message();
          Event event = new Event.Notified(it.at(), message.channel(), notice.to(), notice.why());
          state.cases.add(id, event);
        });
  }

  /** The last notice about each incident that is still known; an edit tells of none. */
  private Map<String, Notice> byIncident(Input.Delivered it) {
    Map<String, Notice> byIncident = new LinkedHashMap<>();
    if (it.parcel().message().edit()) {
      return byIncident;
    }
    for (Letter letter : it.parcel().letters()) {
      for (String id : letter.incidents()) {
        if (state.cases.get(id) != null) {
          byIncident.put(id, letter.notice());
        }
      }
    }
    return byIncident;
  }

  private void failed(Input.Delivered it, String why) {
    String channel = it.parcel().message().channel();
    boolean configured = state.settings.notices().outlet(channel) != null;
    if (configured && state.reach.loses(channel, state.now, why)) {
      state.say(null, "notice.failed", channel, why);
    }
    byIncident(it)
        .forEach((id, notice) -> {
          state.cases.add(id, new Event.NotifyFailed(it.at(), channel, notice.to(), why));
          if (state.reach.wasLast(id, channel)) {
            otherwise(id, channel, notice, why);
          }
        });
  }

  /** Nobody was told of a critical incident: another channel is tried, then the next contact. */
  private void otherwise(String id, String channel, Notice notice, String why) {
    Incident it = state.cases.require(id);
    if (it.severity() != Severity.CRITICAL || !it.isUnderWay() || it.acknowledgement() != null) {
      return;
    }
    NoticePlan plan = state.settings.notices();
    List<String> others = state.reach.others(id, plan.people());
    if (others.isEmpty()) {
      if (state.reach.noteUnreached(id)) {
        state.handOver(id, Incident.AUTOMATIC, Cause.NOBODY_TOLD.said(channel + ": " + why));
      }
      return;
    }
    for (String other : others) {
      send(
          other,
          new Notice(
              id,
              notice.severity(),
              titleOf(it, notice),
              notice.body(),
              notice.to(),
              Cause.IN_PLACE_OF.said(channel)));
    }
  }

  /** The notice of a bundle is about many. */
  private static String titleOf(Incident it, Notice notice) {
    return notice.incident() == null ? it.name() + " (" + it.id() + ")" : notice.title();
  }

  private void send(String channel, Notice notice) {
    @Nullable String id = notice.incident();
    List<String> incidents = id == null ? List.of() : List.of(id);
    Letter letter =
        NoticePlan.letter(
            channel, notice, incidents, state.now, state.now, state.settings.console());
    state.send(letter);
  }
}
