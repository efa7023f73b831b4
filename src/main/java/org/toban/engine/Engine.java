package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Severity;
import org.toban.engine.tap.Taps;
import org.toban.history.HistoryFault;
import org.toban.incident.Incident;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Parcel;
import org.toban.notice.Postman;
import org.toban.remedy.Outcome;
import org.toban.source.Reading;

/**
 * The one thread that owns the state: takes inputs in batches, lets the watch decide, stores the
 * events, then does the rest, and publishes the newest board.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(16);
  private static final long OUTPUT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final int BATCH = 4096;

  private final EngineSettings settings;
  private final Estate estate;
  private final Parts parts;
  private final Feed feed = new Feed();
  private final BlockingQueue<Input> inbox = new LinkedBlockingQueue<>();
  private final Taps taps = new Taps();
  private final Hands hands;
  private final Ledger ledger;
  private final Postman postman;
  private final Thread thread;
  private volatile boolean closing;
  private volatile long cameRound = System.nanoTime();
  private @Nullable Watch watch;

  // times of System.nanoTime, of the engine's thread
  private long tickAt = System.nanoTime();
  private long outputAt = tickAt;
  private long publishAt = tickAt;
  private long retryAt = tickAt;
  private boolean unpublished;

  public Engine(EngineSettings settings, Estate estate, Parts parts) {
    this.settings = settings.over(parts.channels());
    this.estate = estate;
    this.parts = parts;
    this.hands = new Hands(parts, taps, this::take);
    this.ledger = new Ledger(parts.history());
    this.postman =
        new Postman(parts.channels(), this.settings.notices(), parts.clock(), new Office());
    this.thread = Thread.ofPlatform().name("engine").unstarted(this::loop);
  }

  /** Reads what the history has of open incidents, publishes the first board and begins. */
  public void start() {
    Instant now = parts.clock().instant();
    Recollection.Past past = Recollection.Past.nothing();
    String problem = null;
    try {
      past = new Recollection(parts.history(), now).past(estate, settings.startLimit().window());
    } catch (HistoryFault fault) {
      LOG.error("the history cannot be read; earlier incidents are not shown", fault);
      problem = fault.getMessage();
    }
    watch = new Watch(settings, estate, past, now);
    if (problem != null) {
      watch.take(new Input.HistoryChanged(now, problem));
    }
    feed.publish(watch.board());
    perform(watch.first());
    waiting().forEach(postman::post);
    cameRound = System.nanoTime();
    thread.start();
  }

  /** What an earlier life of the program could not send any more. */
  private List<Letter> waiting() {
    try {
      return parts.history().waitingLetters();
    } catch (HistoryFault fault) {
      LOG.error("the outbox cannot be read; what waits in it goes out at a later start", fault);
      return List.of();
    }
  }

  /** What the postman asks, on its own threads. */
  private final class Office implements Postman.Office {
    @Override
    public @Nullable String earlier(String channel, String incident) {
      try {
        return parts.history().reference(channel, incident).orElse(null);
      } catch (HistoryFault fault) {
        return null; // a thread of messages begins anew
      }
    }

    @Override
    public @Nullable Notice standing(String channel, String incident) {
      Board board = feed.newest();
      Incident it = board == null ? null : board.incidents().get(incident);
      return it == null ? null : settings.notices().standing(channel, it);
    }

    @Override
    public boolean isOver(Letter letter) {
      Board board = feed.newest();
      return board != null
          && !letter.incidents().isEmpty()
          && letter.notice().severity() != Severity.INFO // the good news itself
          && letter.incidents().stream().allMatch(id -> isOver(board.incidents().get(id)));
    }

    private static boolean isOver(@Nullable Incident it) {
      return it != null && !it.isUnderWay(); // the board may be older than the letter
    }

    @Override
    public void delivered(Instant at, Parcel parcel, Delivery delivery, int attempts) {
      inbox.add(new Input.Delivered(at, parcel, delivery, attempts));
    }
  }

  /** From any thread; returns at once. After {@link #close} nothing is taken. */
  public void take(Input input) {
    if (!closing) {
      inbox.add(input);
    }
  }

  /** A poller's door. */
  public void read(Reading reading) {
    take(new Input.Read(reading));
  }

  /** The desk's door: the command as of now. */
  public void command(Command command) {
    take(new Input.Commanded(parts.clock().instant(), command));
  }

  /**
   * How long its thread has not come round; it does once a second and more. Zero before the start
   * and after the end. To be asked by another thread.
   */
  public Duration stillFor() {
    return thread.isAlive() && !closing
        ? Duration.ofNanos(Math.max(0, System.nanoTime() - cameRound))
        : Duration.ZERO;
  }

  public Feed feed() {
    return feed;
  }

  private void loop() {
    List<Input> batch = new ArrayList<>();
    while (!closing) {
      cameRound = System.nanoTime();
      try {
        Input first = inbox.poll(waitNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
          batch.add(first);
          inbox.drainTo(batch, BATCH);
        }
        addOwn(batch);
        if (!batch.isEmpty()) {
          step(batch);
          batch.clear();
        }
        publish();
      } catch (InterruptedException e) {
        LOG.warn("the engine's thread was interrupted; it goes on until it is closed");
      } catch (RuntimeException e) {
        LOG.error("a step could not be done in full", e);
        batch.clear();
      }
    }
  }

  private long waitNanos() {
    long next = tickAt;
    if (!taps.isEmpty()) {
      next = Math.min(next, outputAt);
    }
    if (unpublished) {
      next = Math.min(next, publishAt);
    }
    return Math.max(0, next - System.nanoTime());
  }

  /** What the engine's own thread brings: the tick and what runs have printed. */
  private void addOwn(List<Input> batch) {
    long nanos = System.nanoTime();
    Instant now = parts.clock().instant();
    if (nanos >= outputAt) {
      outputAt = nanos + OUTPUT_NANOS;
      taps.take().forEach(it -> batch.add(new Input.OutputArrived(now, it.runId(), it.text())));
    }
    if (nanos >= tickAt) {
      tickAt = nanos + TICK_NANOS;
      batch.add(new Input.Tick(now));
    }
  }

  private void step(List<Input> batch) {
    long begun = System.nanoTime();
    Watch it = Objects.requireNonNull(watch);
    List<Effect> effects = new ArrayList<>();
    for (Input input : batch) {
      effects.addAll(decide(it, input));
    }
    unpublished = true;
    long decided = System.nanoTime();
    if (decided - begun > SLOW_NANOS) {
      LOG.warn("a step over {} inputs took {} ms", batch.size(), (decided - begun) / 1_000_000);
    }
    perform(effects);
  }

  /** A fault of Toban's own costs one input, is seen, and loses nothing that was decided before. */
  private static List<Effect> decide(Watch it, Input input) {
    try {
      return it.take(input);
    } catch (RuntimeException e) {
      LOG.error("could not take {}", input.getClass().getSimpleName(), e);
      return it.fault(input.at(), e.toString());
    }
  }

  /** Stores first; nothing else happens before that. */
  private void perform(List<Effect> effects) {
    List<Effect> rest = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Append it -> ledger.add(it);
        case Effect.Episodes it -> ledger.add(it);
        case Effect.StoreOutput it -> ledger.add(it);
        case Effect.Settle it -> ledger.add(it);
        case Effect.Notify it -> {
          ledger.add(it);
          rest.add(it);
        }
        default -> rest.add(effect);
      }
    }
    write(rest);
    rest.forEach(this::act);
  }

  /**
   * While the history is down a tick tries it every few seconds, and so does every start of a run.
   */
  private void write(List<Effect> rest) {
    boolean urgent = rest.stream().anyMatch(Effect.Start.class::isInstance);
    String before = ledger.problem();
    if (ledger.isEmpty() || (before != null && !urgent && System.nanoTime() < retryAt)) {
      return;
    }
    ledger.write();
    retryAt = System.nanoTime() + RETRY_NANOS;
    String after = ledger.problem();
    if (!Objects.equals(before, after)) {
      inbox.add(new Input.HistoryChanged(parts.clock().instant(), after));
    }
  }

  private void act(Effect effect) {
    switch (effect) {
      case Effect.Start it -> start(it);
      case Effect.Look it -> hands.look(it);
      case Effect.Stop it -> hands.stop(it.runId());
      case Effect.Notify it -> postman.post(it.letter());
      case Effect.Poll it -> hands.poll(it.source());
      case Effect.SaveApproval it -> hands.save(it);
      case Effect.Revoke it -> hands.save(it);
      case Effect.PutSilence it -> hands.put(it);
      case Effect.ExpireSilence it -> hands.expire(it);
      case Effect.SaveHold it -> hands.save(it);
      case Effect.SaveMaintenance it -> hands.save(it);
      case Effect.Append _, Effect.Episodes _, Effect.StoreOutput _, Effect.Settle _ ->
          throw new IllegalStateException("stored before: " + effect);
    }
  }

  /** No record, no automatic action. */
  private void start(Effect.Start it) {
    String problem = ledger.problem();
    if (it.recorded() && problem != null) {
      inbox.add(
          new Input.RunFinished(
              parts.clock().instant(),
              it.incident(),
              it.work().runId(),
              new Outcome.Failed(
                  Outcome.Reason.GUARD,
                  "not started, because its intent could not be stored: " + problem,
                  Outcome.Output.none(),
                  Duration.ZERO)));
    } else {
      hands.run(it.incident(), it.work());
    }
  }

  private void publish() {
    long nanos = System.nanoTime();
    if (unpublished && nanos >= publishAt) {
      unpublished = false;
      publishAt = nanos + FRAME_NANOS;
      feed.publish(Objects.requireNonNull(watch).board());
    }
  }

  /**
   * Stops taking inputs, ends runs that are under way and stores that their outcome is unknown. The
   * last board stays in the feed.
   */
  @Override
  public void close() {
    postman.close();
    closing = true;
    if (watch == null) {
      return;
    }
    inbox.add(new Input.Tick(parts.clock().instant()));
    try {
      if (!thread.join(CLOSING)) {
        LOG.error("the engine's last step did not end within {} s", CLOSING.toSeconds());
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    end(watch);
  }

  private void end(Watch it) {
    List<Effect> last = new ArrayList<>();
    for (Input left : inbox) {
      if (left instanceof Input.Delivered delivered) {
        last.addAll(decide(it, delivered));
      }
    }
    last.addAll(it.end(parts.clock().instant()));
    for (Effect effect : last) {
      switch (effect) {
        case Effect.Append append -> ledger.add(append);
        case Effect.Settle settle -> ledger.add(settle);
        case Effect.Notify notify -> ledger.add(notify);
        case Effect.Stop stop -> parts.runner().stop(stop.runId());
        default -> {}
      }
    }
    ledger.write();
    feed.publish(it.board());
  }
}
