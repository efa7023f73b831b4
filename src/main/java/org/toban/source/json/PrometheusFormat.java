package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.toban.alert.Alert;

/**
 * {@code GET /api/v1/alerts} of Prometheus 2 and 3: {@code {"status":"success",
 * "data":{"alerts":[...]}}}. The value of the expression is left out; it changes with each
 * evaluation.
 */
public final class PrometheusFormat implements AnswerFormat {
  private final Sighting alert = new Sighting();
  private final Names fields = new Names("labels", "annotations", "state", "activeAt", "value");
  private final Names envelope = new Names("status", "data");
  private final Names dataFields = new Names("alerts");
  private boolean hasLabels;
  private boolean hasStart;
  private boolean hasState;
  private boolean hasAlerts;

  @Override
  public String path() {
    return "api/v1/alerts";
  }

  @Override
  public boolean isArray() {
    return false;
  }

  @Override
  public void read(Tokens tokens, Generation next) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an answer with status and data");
    hasAlerts = false;
    envelope.begin();
    boolean success = false;
    String error = "";
    for (String field = envelope.next(tokens); field != null; field = envelope.next(tokens)) {
      switch (field) {
        case "status" -> success = readStatus(tokens);
        case "data" -> readData(tokens, next);
        case "error" -> error = readError(tokens);
        default -> tokens.skip();
      }
    }
    if (!success) {
      throw tokens.unreadable("Prometheus reports an error: " + error);
    }
    tokens.require(hasAlerts, "data.alerts");
  }

  private static boolean readStatus(Tokens tokens) throws IOException {
    tokens.openText("a status");
    return tokens.textIs("success");
  }

  private static String readError(Tokens tokens) throws IOException {
    tokens.openText("an error");
    return tokens.excerpt();
  }

  private void readData(Tokens tokens, Generation next) throws IOException {
    if (hasAlerts) {
      throw tokens.unreadable("'data' stands twice");
    }
    tokens.open(JsonToken.START_OBJECT, "data");
    dataFields.begin();
    for (String field = dataFields.next(tokens); field != null; field = dataFields.next(tokens)) {
      if (field.equals("alerts")) {
        readAlerts(tokens, next);
      } else {
        tokens.skip();
      }
    }
  }

  private void readAlerts(Tokens tokens, Generation next) throws IOException {
    if (hasAlerts) {
      throw tokens.unreadable("'alerts' stands twice");
    }
    hasAlerts = true;
    tokens.open(JsonToken.START_ARRAY, "an array of alerts");
    while (tokens.next() != JsonToken.END_ARRAY) {
      readAlert(tokens);
      next.add(alert, tokens);
    }
  }

  private void readAlert(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "an alert");
    alert.clear();
    fields.begin();
    hasLabels = false;
    hasStart = false;
    hasState = false;
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "labels" -> hasLabels = alert.labels().read(tokens);
        case "annotations" -> alert.annotations().readOptional(tokens);
        case "activeAt" -> hasStart = alert.readStart(tokens);
        case "state" -> hasState = readState(tokens);
        default -> tokens.skip();
      }
    }
    tokens.require(hasLabels, "labels");
    tokens.require(hasStart, "activeAt");
    tokens.require(hasState, "state");
  }

  private boolean readState(Tokens tokens) throws IOException {
    tokens.openText("a state");
    if (tokens.textIs("firing")) {
      alert.state(Alert.State.ACTIVE);
    } else if (tokens.textIs("pending")) {
      alert.state(Alert.State.PENDING);
    } else {
      throw tokens.unreadable("the state '" + tokens.excerpt() + "' is unknown to this Toban");
    }
    return true;
  }
}
