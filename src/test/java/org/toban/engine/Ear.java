package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Notice;

/** Hears all that a story tells and runs, and keeps it until somebody says that it was expected. */
final class Ear {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private final Story stage;
  private final List<Told> untold = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private int sentBefore;
  private int startedBefore;
  private int effectsBefore;
  private Board.@Nullable Message newest;

  /** Something that was told or run, in words, and when. */
  private record Told(Instant at, String what) {
    @Override
    public String toString() {
      return LocalTime.ofInstant(at, ZONE) + " " + what;
    }
  }

  Ear(Story stage) {
    this.stage = stage;
  }

  void hear(String what) {
    untold.add(new Told(stage.now, what));
  }

  /** Takes in what is new: letters that went out, commands that started, words of the desk. */
  void listen() {
    stage.sent.subList(sentBefore, stage.sent.size()).forEach(it -> hear(it.notice()));
    sentBefore = stage.sent.size();
    stage
        .started
        .subList(startedBefore, stage.started.size())
        .forEach(job -> hear("run: " + job.script().strip()));
    startedBefore = stage.started.size();
    for (Effect effect : stage.effects.subList(effectsBefore, stage.effects.size())) {
      if (effect instanceof Effect.Append it) {
        it.events().forEach(event -> written.add(event.getClass().getSimpleName()));
      }
    }
    effectsBefore = stage.effects.size();
    listenToTheDesk();
  }

  @SuppressWarnings("ReferenceEquality") // the same words may be said twice
  private void listenToTheDesk() {
    List<Board.Message> messages = stage.board().messages();
    for (Board.Message it : messages) {
      if (it == newest) {
        break;
      }
      hear("desk: " + it.key() + " " + String.join(" ", it.arguments()));
    }
    newest = messages.isEmpty() ? null : messages.getFirst();
  }

  private void hear(Notice it) {
    String kind =
        switch (it.severity()) {
          case CRITICAL -> "page";
          case UNKNOWN, WARNING -> "notice";
          case INFO, NONE -> "word";
        };
    hear(kind + " to " + it.to() + ": " + it.title());
  }

  /** The program begins anew, and its desk has said nothing yet. */
  void beginAnew() {
    newest = null;
  }

  void expect(String what, Predicate<String> fits) {
    Told first = untold.stream().filter(it -> fits.test(it.what())).findFirst().orElse(null);
    assertThat(first).as(now() + ": expected \"" + what + "\", heard " + untold).isNotNull();
    untold.remove(first);
  }

  void nothingElse() {
    assertThat(untold).as(now() + ": nobody expected this").isEmpty();
  }

  /** Events since {@link #forgetWritten}, by the names of their types. */
  List<String> written() {
    return List.copyOf(written);
  }

  void forgetWritten() {
    written.clear();
  }

  private String now() {
    return LocalTime.ofInstant(stage.now, ZONE).toString();
  }
}
