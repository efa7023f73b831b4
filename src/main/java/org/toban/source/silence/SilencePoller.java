package org.toban.source.silence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.Answer;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;

/**
 * Keeps the lists of silences new: with every fourth reading of a source, at once when an alert is
 * held back by one that is not known yet, and after each change made here. Asks on a thread of its
 * own, one question a source at a time, so that it delays no reading.
 */
public final class SilencePoller implements Silencer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SilencePoller.class);
  private static final int EVERY = 4;

  private final Map<String, Watched> sources = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Listener listener;
  private volatile boolean closed;

  /** Takes each answer, on a thread of the poller; it should only pass it on. */
  @FunctionalInterface
  public interface Listener {
    void take(Instant at, String source, Answer<List<Silence>> answer);
  }

  public SilencePoller(List<SourceSettings> settings, InstantSource clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
    for (SourceSettings it : settings) {
      if (Silences.has(it.kind())) {
        sources.put(it.name(), new Watched(it.name(), Silences.of(it)));
      }
    }
  }

  /** A reading has come; returns at once. */
  public void follow(Reading reading) {
    Watched watched = sources.get(reading.source());
    if (watched != null && reading instanceof Reading.Complete complete) {
      watched.follow(complete.alerts());
    }
  }

  @Override
  public Answer<SilenceMade> put(String source, Silence.Draft draft, Instant now) {
    Watched watched = sources.get(source);
    if (watched == null) {
      return Silencer.none().put(source, draft, now);
    }
    Answer<SilenceMade> answer = watched.silences.putAndCompare(draft, now);
    watched.look();
    return answer;
  }

  @Override
  public Answer<String> expire(String source, String id) {
    Watched watched = sources.get(source);
    if (watched == null) {
      return Silencer.none().expire(source, id);
    }
    Answer<String> answer = watched.silences.expire(id);
    watched.look();
    return answer;
  }

  /** Afterwards no answer comes. */
  @Override
  public void close() {
    closed = true;
  }

  /** One source's silences. */
  private final class Watched {
    private final String name;
    private final Silences silences;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile Set<String> known = Set.of();

    // of the thread that brings the readings
    private int readings;
    private Alerts last = Alerts.none();

    Watched(String name, Silences silences) {
      this.name = name;
      this.silences = silences;
    }

    void follow(Alerts alerts) {
      if (readings++ % EVERY == 0 || hasNews(alerts)) {
        look();
      }
    }

    @SuppressWarnings("ReferenceEquality") // an unchanged answer is the same object
    private boolean hasNews(Alerts alerts) {
      if (alerts == last) {
        return false;
      }
      last = alerts;
      Set<String> marks = known;
      for (Alert alert : alerts) {
        for (String mark : alert.suppressedBy()) {
          if (mark.startsWith("silence:") && !marks.contains(mark)) {
            return true;
          }
        }
      }
      return false;
    }

    void look() {
      again.set(true);
      if (!closed && busy.compareAndSet(false, true)) {
        Thread.ofVirtual().name("silences of " + name).start(this::ask);
      }
    }

    private void ask() {
      try {
        while (!closed && again.getAndSet(false)) {
          Answer<List<Silence>> answer = silences.list();
          if (answer instanceof Answer.Given<List<Silence>> given) {
            known =
                given.value().stream()
                    .map(Silence::mark)
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
          }
          if (!closed) {
            listener.take(clock.instant(), name, answer);
          }
        }
      } catch (RuntimeException e) {
        LOG.error("the silences of {} were not taken", name, e);
      } finally {
        busy.set(false);
      }
      if (again.get()) {
        look();
      }
    }
  }
}
