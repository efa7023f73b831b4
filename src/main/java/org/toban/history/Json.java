package org.toban.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.notice.Letter;

/**
 * Events as stored text. The type names here and the names of the records' components are what
 * histories on disk hold: a name that has been released is never changed or used again.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .addMixIn(Event.class, EventNames.class)
          .addMixIn(Run.Ending.class, EndingNames.class)
          .addMixIn(ResponseTime.class, ResponseTimeNames.class)
          .addMixIn(Labels.class, LabelsAsObject.class)
          .addMixIn(Fingerprint.class, FingerprintAsHex.class)
          .addMixIn(Run.Intent.class, IntentAsItWas.class)
          .addMixIn(Event.RunRefused.class, RefusalAsItWas.class)
          .addMixIn(Event.NoteAdded.class, NoteAsItWas.class)
          .addMixIn(Letter.class, LetterAsItIs.class)
          .build();

  private Json() {}

  static String text(Object value) {
    try {
      return escapeLoneSurrogates(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }

  static Event event(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, Event.class);
  }

  static Event event(JsonNode node) throws JsonProcessingException {
    return MAPPER.treeToValue(node, Event.class);
  }

  static <T> T value(JsonNode node, Class<T> type) throws JsonProcessingException {
    return MAPPER.treeToValue(node, type);
  }

  static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** The stored name of an event's type. */
  static String type(Event event) {
    return Objects.requireNonNull(TYPES.get(event.getClass()));
  }

  // Half of a surrogate pair has no UTF-8 form, so it would come back from the file as a "?".
  private static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      boolean alone = Character.isSurrogate(c) && !pair;
      if (alone && escaped == null) {
        escaped = new StringBuilder(json.substring(0, i));
      }
      if (escaped != null) {
        escaped.append(alone ? String.format("\\u%04X", (int) c) : c);
      }
      if (pair) {
        i++;
        if (escaped != null) {
          escaped.append(json.charAt(i));
        }
      }
    }
    return escaped == null ? json : escaped.toString();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Event.AlertFired.class, name = "alert-fired"),
    @JsonSubTypes.Type(value = Event.AlertCleared.class, name = "alert-cleared"),
    @JsonSubTypes.Type(value = Event.Notified.class, name = "notified"),
    @JsonSubTypes.Type(value = Event.NotifyFailed.class, name = "notify-failed"),
    @JsonSubTypes.Type(value = Event.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Event.AcknowledgementEnded.class, name = "acknowledgement-ended"),
    @JsonSubTypes.Type(value = Event.DiagnosisStarted.class, name = "diagnosis-started"),
    @JsonSubTypes.Type(value = Event.ResponseChosen.class, name = "response-chosen"),
    @JsonSubTypes.Type(value = Event.CheckSet.class, name = "check-set"),
    @JsonSubTypes.Type(value = Event.NoteAdded.class, name = "note-added"),
    @JsonSubTypes.Type(value = Event.EvidenceAdded.class, name = "evidence-added"),
    @JsonSubTypes.Type(value = Event.Silenced.class, name = "silenced"),
    @JsonSubTypes.Type(value = Event.SilenceEnded.class, name = "silence-ended"),
    @JsonSubTypes.Type(value = Event.RunPlanned.class, name = "run-planned"),
    @JsonSubTypes.Type(value = Event.RunEnded.class, name = "run-ended"),
    @JsonSubTypes.Type(value = Event.RunRefused.class, name = "run-refused"),
    @JsonSubTypes.Type(value = Event.RolloutPlanned.class, name = "rollout-planned"),
    @JsonSubTypes.Type(value = Event.RolloutEnded.class, name = "rollout-ended"),
    @JsonSubTypes.Type(value = Event.RolloutWentOn.class, name = "rollout-went-on"),
    @JsonSubTypes.Type(value = Event.VerificationStarted.class, name = "verification-started"),
    @JsonSubTypes.Type(value = Event.VerificationPassed.class, name = "verification-passed"),
    @JsonSubTypes.Type(value = Event.VerificationFailed.class, name = "verification-failed"),
    @JsonSubTypes.Type(value = Event.RecoveryConfirmed.class, name = "recovery-confirmed"),
    @JsonSubTypes.Type(value = Event.SeverityRaised.class, name = "severity-raised"),
    @JsonSubTypes.Type(value = Event.DeadlineHalfway.class, name = "deadline-halfway"),
    @JsonSubTypes.Type(value = Event.DeadlineAtRisk.class, name = "deadline-at-risk"),
    @JsonSubTypes.Type(value = Event.DeadlineBreached.class, name = "deadline-breached"),
    @JsonSubTypes.Type(value = Event.RecoveryOverdue.class, name = "recovery-overdue"),
    @JsonSubTypes.Type(value = Event.NobodyOnCall.class, name = "nobody-on-call"),
    @JsonSubTypes.Type(value = Event.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Event.HandedOver.class, name = "handed-over"),
    @JsonSubTypes.Type(value = Event.ReviewDrafted.class, name = "review-drafted"),
    @JsonSubTypes.Type(value = Event.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Event.Reopened.class, name = "reopened"),
    @JsonSubTypes.Type(value = Event.Snoozed.class, name = "snoozed"),
    @JsonSubTypes.Type(value = Event.SnoozeEnded.class, name = "snooze-ended"),
    @JsonSubTypes.Type(value = Event.TakenOver.class, name = "taken-over"),
    @JsonSubTypes.Type(value = Event.Reassigned.class, name = "reassigned"),
    @JsonSubTypes.Type(value = Event.Linked.class, name = "linked"),
    @JsonSubTypes.Type(value = Event.Absorbed.class, name = "absorbed"),
    @JsonSubTypes.Type(value = Event.MergedInto.class, name = "merged-into"),
    @JsonSubTypes.Type(value = Event.SplitOff.class, name = "split-off"),
    @JsonSubTypes.Type(value = Event.SplitFrom.class, name = "split-from"),
    @JsonSubTypes.Type(value = Event.DeadlinePaused.class, name = "deadline-paused"),
    @JsonSubTypes.Type(value = Event.DeadlineResumed.class, name = "deadline-resumed"),
    @JsonSubTypes.Type(value = Event.MaintenanceBegan.class, name = "maintenance-began"),
    @JsonSubTypes.Type(value = Event.MaintenanceEnded.class, name = "maintenance-ended"),
    @JsonSubTypes.Type(value = Event.ReopenedByHand.class, name = "reopened-by-hand"),
    @JsonSubTypes.Type(value = Event.CommandRefused.class, name = "command-refused"),
  })
  private interface EventNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Run.Exited.class, name = "exited"),
    @JsonSubTypes.Type(value = Run.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Run.Unknown.class, name = "unknown"),
  })
  private interface EndingNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ResponseTime.Wall.class, name = "wall"),
    @JsonSubTypes.Type(value = ResponseTime.BusinessDays.class, name = "business-days"),
  })
  private interface ResponseTimeNames {}

  /** What is computed from its components is none of them. */
  @JsonIgnoreProperties("held")
  private interface LetterAsItIs {}

  /** Without values it is written as before there were any. */
  private abstract static class IntentAsItWas {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @SuppressWarnings("unused") // Jackson reads it
    abstract Map<String, String> values();
  }

  private abstract static class RefusalAsItWas {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("unused") // Jackson reads it
    abstract @Nullable String wish();
  }

  /** A note of no step is written as before there were any. */
  private abstract static class NoteAsItWas {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("unused") // Jackson reads it
    abstract @Nullable AboutStep step();
  }

  private abstract static class LabelsAsObject {
    @JsonCreator
    static Labels of(Map<String, String> map) {
      return Labels.of(map);
    }

    @JsonValue
    abstract Map<String, String> asMap();
  }

  private abstract static class FingerprintAsHex {
    @JsonCreator
    static Fingerprint parse(String hex) {
      return Fingerprint.parse(hex);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }

  private static final Map<Class<?>, String> TYPES = types();

  private static Map<Class<?>, String> types() {
    Map<Class<?>, String> types = new HashMap<>();
    for (JsonSubTypes.Type type : EventNames.class.getAnnotation(JsonSubTypes.class).value()) {
      types.put(type.value(), type.name());
    }
    return Map.copyOf(types);
  }
}
