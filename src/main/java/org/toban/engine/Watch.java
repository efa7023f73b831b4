package org.toban.engine;

import java.time.Instant;
import java.util.List;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.incident.Schedule;
import org.toban.notice.NoticePolicy;
import org.toban.source.Answer;

/**
 * The engine's mind: takes one input, decides, and gives the effects; the newest board is there to
 * be shown. No clock, thread, file or socket: the same inputs give the same boards and effects.
 */
final class Watch {
  private final State state;
  private final Intake intake;
  private final OwnAlerts ownAlerts;
  private final Remembering remembering;
  private final Choice choice;
  private final Verification verification;
  private final Endings endings;
  private final Timers timers;
  private final Commands commands;
  private final Quiet quiet;
  private final Post post;
  private final List<Effect> first;

  Watch(EngineSettings settings, Estate estate, Recollection.Past past, Instant now) {
    state = new State(settings, estate, now);
    Remedies remedies = new Remedies(state);
    choice = new Choice(state, remedies);
    verification = new Verification(state, remedies);
    Rollouts rollouts = new Rollouts(state, remedies);
    endings = new Endings(state, choice, rollouts, verification);
    Opening opening = new Opening(state, choice);
    intake = new Intake(state, opening, verification);
    ownAlerts = new OwnAlerts(state, intake);
    remembering = new Remembering(state, intake);
    timers = new Timers(state, verification);
    commands =
        new Commands(state, remedies, rollouts, verification, new Arrangements(state, opening));
    quiet = new Quiet(state);
    post = new Post(state);
    new Resuming(state, endings, rollouts, verification, ownAlerts).resume(past);
    first = state.drain();
  }

  /** What must be done before the first input: unfinished runs of an earlier life are stored. */
  List<Effect> first() {
    return first;
  }

  /** One step. Time never goes back: an input that was late counts as of the newest one. */
  List<Effect> take(Input input) {
    if (input instanceof Input.Tick) {
      state.tick(input.at());
    } else if (input.at().isAfter(state.now)) {
      state.now = input.at();
    }
    switch (input) {
      case Input.Read it -> {
        intake.read(it.reading());
        choice.chooseWaiting();
      }
      case Input.Commanded it -> commands.obey(it.command());
      case Input.OutputArrived it -> state.runs.print(it.runId(), it.text());
      case Input.RunFinished it -> endings.finished(it);
      case Input.Delivered it -> post.delivered(it);
      case Input.SilencesRead it -> quiet.read(it);
      case Input.SilencePut it -> quiet.put(it);
      case Input.SilenceExpired it -> quiet.expired(it);
      case Input.ScheduleRead it ->
          state.roster =
              switch (it.answer()) {
                case Answer.Given<Schedule> given ->
                    state.roster.read(it.name(), given.value(), it.at());
                case Answer.Failed<Schedule> failed ->
                    state.roster.failed(it.name(), failed.fault().summary());
              };
      case Input.ScheduleRemembered it ->
          state.roster = state.roster.remembered(it.name(), it.schedule(), it.readAt());
      case Input.RunbooksRead it -> {
        state.library = it.library();
        intake.judgeAgain();
      }
      case Input.TrustRead it -> commands.trusts().read(it.trust());
      case Input.Approved it -> commands.trusts().approved(it.approval());
      case Input.HistoryChanged it -> historyChanged(it);
      case Input.Told it -> state.say(null, it.key(), it.arguments().toArray(String[]::new));
      case Input.Remembered it -> remembering.remember(it.board());
      case Input.Forgotten it -> state.say(null, "board.forgotten", it.why());
      case Input.Stuck it -> {
        state.stuck = it.parts();
        ownAlerts.look();
      }
      case Input.Stood it -> state.say(null, "engine.stood", Long.toString(it.time().toSeconds()));
      case Input.MaintenanceRead it -> state.maintenance.declare(it.windows());
      case Input.Tick _ -> tick();
    }
    state.maintenance.released().forEach(this::release);
    return state.drain();
  }

  /** What was held back through a maintenance and fires on is as good as new. */
  private void release(String id) {
    state.tell(id, NoticePolicy.Reason.MAINTENANCE_OVER, "");
    choice.choose(id);
  }

  private void tick() {
    timers.noticeJump();
    state.runs.prune(state.now);
    state.sources.values().forEach(intake::updateHealth);
    ownAlerts.look();
    state.cases.open().forEach(this::goOn);
    choice.chooseWaiting();
    timers.tick();
  }

  private void goOn(String id) {
    Incident it = state.cases.require(id);
    if (it.isUnderWay()) {
      verification.progress(id);
    }
    choice.goOn(it);
  }

  private void historyChanged(Input.HistoryChanged it) {
    boolean was = state.historyProblem != null;
    state.historyProblem = it.problem();
    if (it.problem() != null && !was) {
      state.say(null, "history.down", it.problem());
    } else if (it.problem() == null && was) {
      state.say(null, "history.back");
    }
  }

  /** An input could not be taken in full: say so, and go on with what was decided. */
  List<Effect> fault(Instant at, String what) {
    state.now = at;
    state.say(null, "engine.fault", what);
    return state.drain();
  }

  /** The program ends: nobody will see how these runs end. What they did is verified next time. */
  List<Effect> end(Instant now) {
    state.now = now;
    for (Runs.Running running : state.runs.underWay()) {
      String runId = running.intent().runId();
      state.runs.end(runId);
      state.cases.add(
          running.incident(),
          new Event.RunEnded(now, runId, new Run.Unknown(now, Cause.STOPPED_WHILE_RUN.said())));
      state.effect(new Effect.Stop(runId));
    }
    return state.drain();
  }

  Board board() {
    return state.board();
  }
}
