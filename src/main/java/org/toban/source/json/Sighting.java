package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.fault.PollFailure;

/**
 * One alert as it stands in an answer, in characters: it becomes an {@link Alert} only when the
 * last answer did not have the same. Used again for each alert.
 */
final class Sighting {
  private final TextBuffer buffer = new TextBuffer();
  private final Pairs labels = new Pairs("labels", buffer);
  private final Pairs annotations = new Pairs("annotations", buffer);
  private final Timestamp start = new Timestamp();
  private Alert.State state = Alert.State.ACTIVE;
  private final Listed silences = new Listed(Alert.SILENCE, buffer);
  private final Listed inhibitions = new Listed(Alert.INHIBITED, buffer);
  private final Listed mutings = new Listed(Alert.MUTED, buffer);
  private final Listed receivers = new Listed("", buffer);

  /** The newest list of receivers: alerts of one route share it. */
  private List<String> sharedReceivers = List.of();

  private int urlStart;
  private int urlEnd;

  void clear() {
    buffer.clear();
    labels.clear();
    annotations.clear();
    clearStatus();
    receivers.clear();
    urlStart = -1;
  }

  void clearStatus() {
    silences.clear();
    inhibitions.clear();
    mutings.clear();
  }

  Pairs labels() {
    return labels;
  }

  Pairs annotations() {
    return annotations;
  }

  Listed silences() {
    return silences;
  }

  Listed inhibitions() {
    return inhibitions;
  }

  Listed mutings() {
    return mutings;
  }

  Listed receivers() {
    return receivers;
  }

  void state(Alert.State newState) {
    state = newState;
  }

  /** Reads when it began; true, because it was there. */
  boolean readStart(Tokens tokens) throws IOException {
    tokens.openText("a time");
    if (!start.parse(tokens.text(), tokens.start(), tokens.length())) {
      throw tokens.unreadable("not a time of RFC 3339: '" + tokens.excerpt() + "'");
    }
    return true;
  }

  void readGeneratorUrl(Tokens tokens) throws IOException {
    urlStart = -1;
    if (tokens.next() != JsonToken.VALUE_NULL) {
      tokens.expect(JsonToken.VALUE_STRING, "a URL");
      tokens.takeText();
      urlStart = buffer.length();
      urlEnd = buffer.append(tokens);
    }
  }

  /** Whether a known alert is this one with nothing changed. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // both parts are compared
  boolean is(Alert known) {
    return known.state() == state
        && known.startsAt().getEpochSecond() == start.seconds()
        && known.startsAt().getNano() == start.nanos()
        && labels.are(known.labels())
        && annotations.are(known.annotations())
        && areSuppressors(known.suppressedBy())
        && receivers.are(known.receivers())
        && isUrl(known.generatorUrl());
  }

  private boolean areSuppressors(List<String> known) {
    int inhibitionsAt = silences.size();
    int mutingsAt = inhibitionsAt + inhibitions.size();
    return known.size() == mutingsAt + mutings.size()
        && silences.standIn(known, 0)
        && inhibitions.standIn(known, inhibitionsAt)
        && mutings.standIn(known, mutingsAt);
  }

  private boolean isUrl(@Nullable String known) {
    return known == null ? urlStart < 0 : urlStart >= 0 && buffer.equals(urlStart, urlEnd, known);
  }

  /** The index of the known alert with these labels, or -1. */
  int among(Alerts known) {
    return labels.ascend() ? known.indexOf(labels.hash()) : -1;
  }

  /**
   * A new alert.
   *
   * @param known the last one with these labels, whose parts it shares where they are the same
   */
  Alert toAlert(@Nullable Alert known, TextPool pool, Tokens tokens) throws PollFailure {
    Labels newLabels =
        known != null && labels.are(known.labels())
            ? known.labels()
            : labels.toLabels(pool, tokens);
    Map<String, String> newAnnotations =
        known != null && annotations.are(known.annotations())
            ? known.annotations()
            : annotations.toMap(pool, tokens);
    return new Alert(
        newLabels,
        Fingerprint.of(newLabels),
        newAnnotations,
        Instant.ofEpochSecond(start.seconds(), start.nanos()),
        state,
        newSuppressors(tokens),
        isUrl(known == null ? null : known.generatorUrl()) && known != null
            ? known.generatorUrl()
            : newUrl(tokens),
        newReceivers(tokens));
  }

  private List<String> newSuppressors(Tokens tokens) throws PollFailure {
    if (silences.size() + inhibitions.size() + mutings.size() == 0) {
      return List.of();
    }
    List<String> list = new ArrayList<>();
    silences.addTo(list, tokens);
    inhibitions.addTo(list, tokens);
    mutings.addTo(list, tokens);
    return list;
  }

  private List<String> newReceivers(Tokens tokens) throws PollFailure {
    if (!receivers.are(sharedReceivers)) {
      List<String> list = new ArrayList<>();
      receivers.addTo(list, tokens);
      sharedReceivers = List.copyOf(list);
    }
    return sharedReceivers;
  }

  private @Nullable String newUrl(Tokens tokens) throws PollFailure {
    if (urlStart < 0) {
      return null;
    }
    String url = buffer.span(urlStart, urlEnd).toString();
    tokens.requireText(url);
    return url;
  }
}
