package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is muted by a time interval, of {@code GET /api/v2/alerts/groups} of Alertmanager 0.28 and
 * later, whose list of alerts does not tell. An alert that several routes handle is muted only when
 * each of them mutes it: else somebody is notified of it.
 */
public final class MutedFormat {
  private final Map<String, List<String>> muted = new HashMap<>();
  private final Names groupFields = new Names("alerts", "labels", "receiver");
  private final Names fields =
      new Names(
          "annotations",
          "endsAt",
          "fingerprint",
          "receivers",
          "startsAt",
          "status",
          "updatedAt",
          "generatorURL",
          "labels");
  private final Names statusFields = new Names("inhibitedBy", "mutedBy", "silencedBy", "state");

  private MutedFormat() {}

  /** The names of the intervals by the fingerprint of each alert that is muted. */
  public static Map<String, List<String>> read(Tokens tokens) throws IOException {
    MutedFormat format = new MutedFormat();
    tokens.open(JsonToken.START_ARRAY, "an array of groups");
    while (tokens.next() != JsonToken.END_ARRAY) {
      format.readGroup(tokens);
    }
    format.muted.values().removeIf(List::isEmpty);
    return format.muted;
  }

  private void readGroup(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a group");
    groupFields.begin();
    boolean hasAlerts = false;
    for (String field = groupFields.next(tokens); field != null; field = groupFields.next(tokens)) {
      if (field.equals("alerts")) {
        hasAlerts = true;
        tokens.open(JsonToken.START_ARRAY, "an array of alerts");
        while (tokens.next() != JsonToken.END_ARRAY) {
          readAlert(tokens);
        }
      } else {
        tokens.skip();
      }
    }
    tokens.require(hasAlerts, "alerts");
  }

  private void readAlert(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "an alert");
    fields.begin();
    String fingerprint = "";
    List<String> intervals = List.of();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "fingerprint" -> fingerprint = tokens.string("a fingerprint");
        case "status" -> intervals = readStatus(tokens);
        default -> tokens.skip();
      }
    }
    tokens.require(!fingerprint.isEmpty(), "fingerprint");
    muted.merge(fingerprint, intervals, MutedFormat::both);
  }

  private static List<String> both(List<String> one, List<String> other) {
    return one.isEmpty() ? one : other;
  }

  private List<String> readStatus(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a status");
    statusFields.begin();
    List<String> intervals = List.of();
    for (String field = statusFields.next(tokens);
        field != null;
        field = statusFields.next(tokens)) {
      if (field.equals("mutedBy")) {
        intervals = tokens.list("the names of time intervals");
      } else {
        tokens.skip();
      }
    }
    return intervals;
  }
}
