package org.toban.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The letters of one channel that wait, and what goes next. Pure but for its own memory: time comes
 * in. A later letter about the same incident takes the place of the earlier (dedupe), what comes
 * faster than the pace or was held back goes as one (bundling), and what is over before it was sent
 * does not go at all (smoothing). A message that failed is tried again as it was, later and later,
 * until it is too old to be of use.
 */
public final class Mailbag {
  /** A notice this old is no longer worth a person's attention. */
  public static final Duration USEFUL = Duration.ofHours(1);

  /** Until then a notice goes out even if it is over, so that nobody wonders. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Reader reader;
  private final Pace pace;
  private final Map<String, Letter> waiting = new LinkedHashMap<>();
  private final Deque<Instant> sent = new ArrayDeque<>();
  private @Nullable Parcel failed;
  private int attempts;
  private Instant retryAt = Instant.MIN;
  private Instant seen = Instant.MIN;

  public Mailbag(Reader reader, Pace pace) {
    this.reader = reader;
    this.pace = pace;
  }

  /** One more; the same letter again is still one. */
  public void put(Letter letter) {
    waiting.putIfAbsent(letter.key(), letter);
  }

  /**
   * What is to be sent now, or null; {@link #settle} must follow.
   *
   * @param isOver whether all incidents of a letter are over, so that it says nothing any more
   */
  public @Nullable Parcel take(Instant now, Predicate<Letter> isOver) {
    look(now);
    if (now.isBefore(retryAt)) {
      return null;
    }
    if (failed != null) {
      return failed;
    }
    List<Letter> due =
        waiting.values().stream().filter(it -> !sendAt(it, now).isAfter(now)).toList();
    List<Letter> over = new ArrayList<>();
    List<Letter> wanted = new ArrayList<>();
    for (Letter it : due) {
      boolean late = it.at().plus(LATE).isBefore(now);
      (late && !it.isHeld() && isOver.test(it) ? over : wanted).add(it);
    }
    over.forEach(it -> waiting.remove(it.key()));
    List<Letter> chosen = wanted.isEmpty() || isTooFast(now) ? List.of() : choose(wanted);
    if (chosen.isEmpty() && over.isEmpty()) {
      return null;
    }
    chosen.forEach(it -> waiting.remove(it.key()));
    Letter message = chosen.isEmpty() ? over.getFirst() : together(chosen);
    return new Parcel(message, chosen, over);
  }

  /** Where the clock was set back nothing waits for a time that was wrong. */
  private void look(Instant now) {
    if (now.isBefore(seen)) {
      retryAt = Instant.MIN;
      sent.clear();
    }
    seen = now;
  }

  private static Instant sendAt(Letter letter, Instant now) {
    return letter.isHeld() || letter.notBefore().isBefore(now) ? letter.notBefore() : now;
  }

  private boolean isTooFast(Instant now) {
    while (!sent.isEmpty() && !sent.getFirst().plus(pace.window()).isAfter(now)) {
      sent.removeFirst();
    }
    return sent.size() >= pace.burst();
  }

  /** One message as it is, or all that is due when that would be too much one by one. */
  private List<Letter> choose(List<Letter> due) {
    boolean digest = due.stream().filter(Letter::isHeld).count() > 1;
    List<Letter> last = lastOfEach(due);
    if (digest || last.size() > pace.burst() - sent.size()) {
      return due;
    }
    Letter first = last.stream().min(Comparator.comparing(it -> it.notice().severity())).get();
    return due.stream().filter(it -> it.incidents().equals(first.incidents())).toList();
  }

  /** A later letter about the same incidents says all that the earlier did. */
  private static List<Letter> lastOfEach(List<Letter> letters) {
    Map<Object, Letter> last = new LinkedHashMap<>();
    for (Letter it : letters) {
      last.put(it.incidents().isEmpty() ? it.key() : it.incidents(), it);
    }
    return List.copyOf(last.values());
  }

  private Letter together(List<Letter> letters) {
    List<Letter> last = lastOfEach(letters);
    if (last.size() == 1) {
      return last.getFirst();
    }
    Letter newest = letters.getLast();
    List<String> incidents =
        last.stream().flatMap(it -> it.incidents().stream()).distinct().toList();
    String key = Keys.of(letters.stream().map(Letter::key).sorted().toArray(String[]::new));
    Notice notice = NoticePolicy.digest(last, reader);
    return new Letter(key, newest.channel(), notice, incidents, newest.at(), newest.notBefore());
  }

  /**
   * What came of it; gives the same, or that it was given up.
   *
   * @param now when the answer came
   */
  public Delivery settle(Parcel parcel, Delivery delivery, Instant now) {
    return switch (delivery) {
      case Delivery.Temporary it when !isTooOld(parcel.message(), now) -> {
        failed = parcel;
        attempts++;
        retryAt = now.plus(it.retryAfter() == null ? wait(attempts) : it.retryAfter());
        yield it;
      }
      case Delivery.Temporary it -> {
        reset(now);
        String age = USEFUL.toMinutes() + " min";
        yield new Delivery.Permanent("given up, it is older than " + age + ": " + it.reason());
      }
      case Delivery.Sent it -> {
        reset(Instant.MIN);
        sent.addLast(now);
        yield it;
      }
      case Delivery.Permanent it -> {
        reset(Instant.MIN);
        yield it;
      }
    };
  }

  private void reset(Instant nextAt) {
    failed = null;
    attempts = 0;
    retryAt = nextAt;
  }

  private static boolean isTooOld(Letter message, Instant now) {
    return message.notBefore().plus(USEFUL).isBefore(now);
  }

  /** 5 s, 10 s, 20 s ... 5 min. */
  static Duration wait(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** Whether the other side is to be left alone for now. */
  boolean rests(Instant now) {
    return now.isBefore(retryAt);
  }

  /** Whether something waits here that is about an incident. */
  boolean isAbout(String incident) {
    return waiting.values().stream().anyMatch(it -> it.incidents().contains(incident))
        || (failed != null && failed.message().incidents().contains(incident));
  }

  /** How often the message that is tried now has failed. */
  public int attempts() {
    return attempts;
  }

  /** When {@link #take} may next give something; null when nothing waits. */
  public @Nullable Instant next(Instant now) {
    if (failed != null) {
      return retryAt;
    }
    Instant due =
        waiting.values().stream()
            .map(it -> sendAt(it, now))
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (due == null) {
      return null;
    }
    Instant next = due.isAfter(retryAt) ? due : retryAt;
    Instant paced = isTooFast(now) ? sent.getFirst().plus(pace.window()) : Instant.MIN;
    return next.isAfter(paced) ? next : paced;
  }
}
