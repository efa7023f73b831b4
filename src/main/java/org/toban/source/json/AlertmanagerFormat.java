package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.toban.alert.Alert;

/**
 * {@code GET /api/v2/alerts} of Alertmanager 0.16 and later, and of Grafana's own: an array of
 * {@code gettableAlert}. {@code updatedAt} and {@code endsAt} move with each resend and are left
 * out; the fingerprint is computed here from the labels.
 */
public final class AlertmanagerFormat implements AnswerFormat {
  private final String path;
  private final Sighting alert = new Sighting();
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
  private final Names receiverFields = new Names("name");
  private final Names statusFields = new Names("inhibitedBy", "silencedBy", "state");
  private boolean hasLabels;
  private boolean hasStart;
  private boolean hasState;

  /**
   * The format at a path, for Grafana has the same API elsewhere.
   *
   * @param path below the URL of the source
   */
  public AlertmanagerFormat(String path) {
    this.path = path;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public boolean isArray() {
    return true;
  }

  @Override
  public void read(Tokens tokens, Generation next) throws IOException {
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
      readField(field, tokens);
    }
    tokens.require(hasLabels, "labels");
    tokens.require(hasStart, "startsAt");
    tokens.require(hasState, "status.state");
  }

  private void readField(String field, Tokens tokens) throws IOException {
    switch (field) {
      case "labels" -> hasLabels = alert.labels().read(tokens);
      case "annotations" -> alert.annotations().readOptional(tokens);
      case "startsAt" -> hasStart = alert.readStart(tokens);
      case "status" -> readStatus(tokens);
      case "receivers" -> alert.receivers().readNamed(tokens, receiverFields);
      case "generatorURL" -> alert.readGeneratorUrl(tokens);
      default -> tokens.skip();
    }
  }

  private void readStatus(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a status");
    alert.clearStatus();
    statusFields.begin();
    hasState = false;
    for (String field = statusFields.next(tokens);
        field != null;
        field = statusFields.next(tokens)) {
      switch (field) {
        case "state" -> hasState = readState(tokens);
        case "silencedBy" -> alert.silences().read(tokens);
        case "inhibitedBy" -> alert.inhibitions().read(tokens);
        case "mutedBy" -> alert.mutings().read(tokens);
        default -> tokens.skip();
      }
    }
  }

  private boolean readState(Tokens tokens) throws IOException {
    tokens.openText("a state");
    // Unprocessed means that nothing has looked yet whether it is silenced: better loud than lost.
    if (tokens.textIs("active") || tokens.textIs("unprocessed")) {
      alert.state(Alert.State.ACTIVE);
    } else if (tokens.textIs("suppressed")) {
      alert.state(Alert.State.SUPPRESSED);
    } else {
      throw tokens.unreadable("the state '" + tokens.excerpt() + "' is unknown to this Toban");
    }
    return true;
  }
}
