package org.toban.engine;

import java.util.ArrayList;
import java.util.List;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.source.Answer;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;
import org.toban.source.silence.SilenceComparison;
import org.toban.source.silence.SilenceMade;

/** Silences: what the sources list, and what became of those that were made or ended here. */
final class Quiet {
  private final State state;

  Quiet(State state) {
    this.state = state;
  }

  void read(Input.SilencesRead it) {
    state.silences.merge(
        it.source(),
        SilenceBook.unread().after(it.at(), it.answer()),
        (before, first) -> before.after(it.at(), it.answer()));
  }

  void put(Input.SilencePut it) {
    switch (it.answer()) {
      case Answer.Failed<SilenceMade> failed ->
          state.say(null, "silence.failed", it.source(), failed.fault().summary());
      case Answer.Given<SilenceMade> given -> {
        record(it, given.value());
        tell(it.source(), given.value());
        state.effect(new Effect.Poll(it.source()));
      }
    }
  }

  /** Each incident that an alert of it was silenced says so in its timeline. */
  private void record(Input.SilencePut it, SilenceMade made) {
    Silence.Draft draft = it.draft();
    Event event =
        new Event.Silenced(
            state.now,
            it.by(),
            it.source(),
            made.id(),
            draft.matchers().toString(),
            draft.endsAt(),
            draft.comment());
    for (String id : hitBy(it.source(), draft.matchers())) {
      state.cases.add(id, event);
    }
  }

  private List<String> hitBy(String source, Matchers matchers) {
    List<String> hit = new ArrayList<>();
    for (String id : state.cases.open()) {
      Incident incident = state.cases.require(id);
      for (Alert alert : incident.firing().values()) {
        Board.Row row = state.rows.get(alert.fingerprint());
        if (row != null && row.sources().contains(source) && matchers.matches(alert.labels())) {
          hit.add(id);
          break;
        }
      }
    }
    return hit;
  }

  private void tell(String source, SilenceMade made) {
    switch (made.comparison()) {
      case Answer.Failed<SilenceComparison> failed ->
          state.say(null, "silence.unchecked", source, made.id(), failed.fault().summary());
      case Answer.Given<SilenceComparison>(SilenceComparison it) when it.isAsExpected() ->
          state.say(null, "silence.made", source, made.id(), "" + it.hit().size());
      case Answer.Given<SilenceComparison>(SilenceComparison it) ->
          state.say(
              null,
              "silence.differs",
              source,
              made.id(),
              "" + it.missed().size(),
              "" + it.surplus().size());
    }
  }

  void expired(Input.SilenceExpired it) {
    switch (it.answer()) {
      case Answer.Failed<String> failed ->
          state.say(
              null, "silence.not-expired", it.source(), it.silence(), failed.fault().summary());
      case Answer.Given<String> _ -> {
        String mark = "silence:" + it.silence();
        for (String id : state.cases.open()) {
          if (isHeldBy(state.cases.require(id), mark)) {
            state.cases.add(id, new Event.SilenceEnded(state.now, it.by(), it.silence()));
          }
        }
        state.say(null, "silence.expired", it.source(), it.silence());
        state.effect(new Effect.Poll(it.source()));
      }
    }
  }

  private boolean isHeldBy(Incident incident, String mark) {
    return incident.firing().keySet().stream()
        .map(state.rows::get)
        .anyMatch(row -> row != null && row.alert().suppressedBy().contains(mark));
  }
}
