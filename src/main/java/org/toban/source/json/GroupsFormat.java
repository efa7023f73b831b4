package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.toban.alert.Labels;

/**
 * What only {@code GET /api/v2/alerts/groups} of an Alertmanager tells of its alerts: the group in
 * which each is notified, and (0.28 and later) who is muted by a time interval. An alert that
 * several routes handle is muted only when each of them mutes it, else somebody is notified of it;
 * of its groups it has the first by name.
 */
public final class GroupsFormat {
  private final Map<String, List<String>> muted = new HashMap<>();
  private final Map<String, Labels> groups = new HashMap<>();
  private final Names groupFields = new Names("alerts", "labels", "receiver");
  private final Names receiverFields = new Names("name");
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

  private final boolean named;

  private GroupsFormat(boolean named) {
    this.named = named;
  }

  /**
   * The whole answer.
   *
   * @param muted names of intervals by the fingerprint of each alert that is muted
   * @param groups the labels of its group and the {@code receiver}, by fingerprint
   */
  public record Told(Map<String, List<String>> muted, Map<String, Labels> groups) {
    public static Told nothing() {
      return new Told(Map.of(), Map.of());
    }
  }

  /**
   * Reads it.
   *
   * @param named whether the groups are wanted; without them nothing is kept of each alert
   */
  public static Told read(Tokens tokens, boolean named) throws IOException {
    GroupsFormat format = new GroupsFormat(named);
    tokens.open(JsonToken.START_ARRAY, "an array of groups");
    while (tokens.next() != JsonToken.END_ARRAY) {
      format.readGroup(tokens);
    }
    format.muted.values().removeIf(List::isEmpty);
    return new Told(format.muted, format.groups);
  }

  private void readGroup(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a group");
    groupFields.begin();
    boolean hasAlerts = false;
    List<String> members = new ArrayList<>();
    Map<String, String> labels = new TreeMap<>();
    for (String field = groupFields.next(tokens); field != null; field = groupFields.next(tokens)) {
      switch (field) {
        case "alerts" -> {
          hasAlerts = true;
          tokens.open(JsonToken.START_ARRAY, "an array of alerts");
          while (tokens.next() != JsonToken.END_ARRAY) {
            members.add(readAlert(tokens));
          }
        }
        case "labels" -> tokens.strings("the labels of a group").forEach(labels::putIfAbsent);
        case "receiver" -> labels.put("receiver", readReceiver(tokens));
        default -> tokens.skip();
      }
    }
    tokens.require(hasAlerts, "alerts");
    if (!named) {
      return;
    }
    Labels group = Labels.of(labels);
    members.forEach(alert -> groups.merge(alert, group, GroupsFormat::first));
  }

  private String readReceiver(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a receiver");
    receiverFields.begin();
    String name = "";
    for (String field = receiverFields.next(tokens);
        field != null;
        field = receiverFields.next(tokens)) {
      if (field.equals("name")) {
        name = tokens.string("the name of a receiver");
      } else {
        tokens.skip();
      }
    }
    return name;
  }

  private static Labels first(Labels one, Labels other) {
    return one.toString().compareTo(other.toString()) <= 0 ? one : other;
  }

  private String readAlert(Tokens tokens) throws IOException {
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
    muted.merge(fingerprint, intervals, GroupsFormat::both);
    return fingerprint;
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
