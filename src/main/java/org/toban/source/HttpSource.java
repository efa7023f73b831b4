package org.toban.source;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A source that is asked over HTTP. When all its alerts at each interval would cost the server too
 * much, and the configuration says what is urgent, that alone is asked for at each interval and
 * everything more rarely.
 */
final class HttpSource implements Source {
  /** What Alertmanager spends on one alert of its answer, mostly on writing it. */
  private static final Duration COST = Duration.ofNanos(50_000);

  /**
   * Of one of the server's cores, for what is not urgent on one desk: two thirds of a hundredth.
   */
  private static final int BUDGET = 150;

  private final SourceSettings settings;
  private final Replicas all;
  private final @Nullable Replicas urgent;

  /** Since the JVM's own time; the next complete question is due {@link #completeEvery} later. */
  private long completeAt;

  private Duration completeEvery;

  /** Whether the next question must be the complete one. */
  private volatile boolean hurried = true;

  HttpSource(SourceSettings settings, Secrets secrets) {
    this.settings = settings;
    this.completeEvery = settings.interval();
    Exchange exchange = new Exchange(settings, secrets);
    SourceSettings.Scope scope = settings.scope();
    boolean routed = settings.kind() != SourceSettings.Kind.PROMETHEUS;
    this.all = new Replicas(settings, routed ? Question.alerts(scope) : new Question(), exchange);
    this.urgent =
        routed && !scope.urgent().isEmpty()
            ? new Replicas(settings, Question.alerts(scope).with(scope.urgent()), exchange)
            : null;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public Duration limit() {
    return settings.timeout();
  }

  @Override
  public boolean hurry() {
    hurried = true;
    return true;
  }

  @Override
  public Reading read(InstantSource clock) {
    long begun = System.nanoTime();
    Replicas narrower = urgent;
    return narrower == null || isCompleteDue(begun)
        ? readAll(begun, clock)
        : readUrgent(narrower, begun, clock);
  }

  private boolean isCompleteDue(long now) {
    Duration ago = Duration.ofNanos(now - completeAt);
    return hurried || isDue(completeEvery, settings.interval(), ago.toMillis());
  }

  /** On the beat that is nearest. */
  static boolean isDue(Duration every, Duration interval, long millisAgo) {
    return millisAgo >= every.minus(interval.dividedBy(2)).toMillis();
  }

  private Reading readAll(long begun, InstantSource clock) {
    hurried = false;
    return switch (all.ask(clock)) {
      case Replica.Answer.Failed it -> failed(it, clock);
      case Replica.Answer.Whole it -> {
        completeAt = begun;
        completeEvery = longer(settings.interval(), rest(it.written()));
        yield new Reading.Complete(name(), clock.instant(), it.alerts(), since(begun), it.vitals());
      }
    };
  }

  private Reading readUrgent(Replicas narrower, long begun, InstantSource clock) {
    return switch (narrower.ask(clock)) {
      case Replica.Answer.Failed it -> failed(it, clock);
      case Replica.Answer.Whole it ->
          new Reading.Partial(name(), clock.instant(), it.alerts(), since(begun), completeEvery);
    };
  }

  /** After a fault everything may be different. */
  private Reading failed(Replica.Answer.Failed answer, InstantSource clock) {
    hurried = true;
    return new Reading.Failed(name(), clock.instant(), answer.fault());
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** How long the server should rest from answers of so many alerts. */
  static Duration rest(int alerts) {
    return COST.multipliedBy(alerts).multipliedBy(BUDGET);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
