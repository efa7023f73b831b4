package org.toban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries letters to their channels: one round for each channel on a virtual thread of its own, so
 * that a slow one delays no other. What comes of each attempt is told to the office, which stores
 * it.
 */
public final class Postman implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final Duration CLOSING = Duration.ofSeconds(3);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final int REFERENCES = 1_000;

  private final InstantSource clock;
  private final Office office;
  private final Map<String, Round> rounds = new LinkedHashMap<>();
  private volatile boolean closed;

  /** Where letters come from; called on the rounds' threads. */
  public interface Office {
    /** What an earlier letter about an incident is called there; null when it is not known. */
    @Nullable String earlier(String channel, String incident);

    /** How an incident stands now, for a channel that keeps messages; null when not known. */
    @Nullable Notice standing(String channel, String incident);

    /** Whether a letter says nothing any more, because all that it is about is over. */
    boolean isOver(Letter letter);

    /**
     * An attempt was made.
     *
     * @param attempts how often this message has failed so far
     */
    void delivered(Instant at, Parcel parcel, Delivery delivery, int attempts);
  }

  /** A postman for these channels, which are not closed with it. */
  public Postman(List<Channel> channels, NoticePlan plan, InstantSource clock, Office office) {
    this.clock = clock;
    this.office = office;
    for (Channel channel : channels) {
      Outlet outlet = plan.outlet(channel.name());
      if (outlet != null) {
        Pace pace = outlet.people() ? plan.pace() : new Pace(Integer.MAX_VALUE, Duration.ZERO);
        rounds.put(channel.name(), new Round(channel, new Mailbag(outlet.reader(), pace)));
      }
    }
  }

  /** Takes one letter, from any thread; returns at once. */
  public void post(Letter letter) {
    Round round = rounds.get(letter.channel());
    if (round == null) {
      Delivery gone = new Delivery.Permanent("the channel is no longer configured");
      office.delivered(clock.instant(), new Parcel(letter, List.of(letter), List.of()), gone, 1);
    } else {
      round.put(letter);
    }
  }

  /** Begins no message any more, and waits a little for those under way. */
  @Override
  public void close() {
    closed = true;
    rounds.values().forEach(Round::wake);
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      for (Round round : rounds.values()) {
        round.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One channel's letters, and the thread that carries them. */
  private final class Round {
    private final Channel channel;
    private final Mailbag bag;
    private final Edits edits = new Edits();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> references =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REFERENCES;
          }
        };
    private final Thread thread;

    Round(Channel channel, Mailbag bag) {
      this.channel = channel;
      this.bag = bag;
      this.thread = Thread.ofVirtual().name("notices by " + channel.name()).start(this::go);
    }

    void put(Letter letter) {
      lock.lock();
      try {
        if (letter.edit()) {
          edits.put(letter);
        } else {
          bag.put(letter);
        }
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    void wake() {
      lock.lock();
      try {
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    private void go() {
      try {
        for (Parcel parcel = next(); parcel != null; parcel = next()) {
          carry(parcel);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits for the next parcel; null when there will be none. */
    private @Nullable Parcel next() throws InterruptedException {
      lock.lock();
      try {
        while (!closed) {
          Instant now = clock.instant();
          Parcel parcel = bag.take(now, office::isOver);
          if (parcel == null && !bag.rests(now)) {
            parcel = edits.take(now);
          }
          if (parcel != null) {
            return parcel;
          }
          Instant next = sooner(bag.next(now), edits.next(now));
          if (next == null) {
            changed.await();
          } else {
            changed.await(nap(now, next), TimeUnit.NANOSECONDS);
          }
        }
        return null;
      } finally {
        lock.unlock();
      }
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }

    /** Short enough that a clock that is set anew is soon seen. */
    private static long nap(Instant now, Instant next) {
      Duration left = Duration.between(now, next);
      return Math.max(1, left.compareTo(LONGEST_NAP) < 0 ? left.toNanos() : LONGEST_NAP.toNanos());
    }

    private void carry(Parcel parcel) {
      Letter message = parcel.message();
      String incident = message.notice().incident();
      Earlier earlier = incident == null ? null : earlier(incident);
      boolean toSend = !parcel.letters().isEmpty();
      if (message.edit() && toSend && earlier == null) {
        setAside(message);
        return;
      }
      Delivery delivery = toSend ? send(message, earlier) : Delivery.sent();
      Instant now = clock.instant();
      int attempts;
      lock.lock();
      try {
        if (toSend) {
          delivery =
              message.edit()
                  ? edits.settle(message, delivery, now)
                  : bag.settle(parcel, delivery, now);
        }
        if (!message.edit()) {
          edits.moved();
        }
        attempts = message.edit() ? edits.attempts() : bag.attempts();
      } finally {
        lock.unlock();
      }
      office.delivered(now, parcel, delivery, attempts);
    }

    /** There is no message of its incident yet, and perhaps there never will be. */
    private void setAside(Letter edit) {
      lock.lock();
      try {
        edits.setAside(edit, edit.incidents().stream().anyMatch(bag::isAbout));
      } finally {
        lock.unlock();
      }
    }

    private Delivery send(Letter letter, @Nullable Earlier earlier) {
      String incident = letter.notice().incident();
      try {
        Delivery delivery = channel.send(letter, earlier);
        if (incident != null && delivery instanceof Delivery.Sent it && !it.reference().isEmpty()) {
          references.put(incident, it.reference());
        }
        return delivery;
      } catch (RuntimeException e) {
        LOG.error("channel {} broke", channel.name(), e);
        return Delivery.temporary(String.valueOf(e));
      }
    }

    private @Nullable Earlier earlier(String incident) {
      String known = references.get(incident);
      String reference = known == null ? office.earlier(channel.name(), incident) : known;
      return reference == null
          ? null
          : new Earlier(reference, office.standing(channel.name(), incident));
    }
  }
}
