package org.toban.source.silence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.toban.alert.Alerts;
import org.toban.source.Answer;
import org.toban.source.Exchange;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.AlertmanagerFormat;
import org.toban.source.json.Generation;
import org.toban.source.json.Memory;
import org.toban.source.json.Tokens;

/**
 * The silences of one Alertmanager. Every call blocks, at most for the source's time limit a
 * replica; what goes wrong is a value. One replica that answers is enough: they tell each other.
 */
public final class Silences {
  private static final Duration SETTLES = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final SourceSettings settings;
  private final Exchange exchange;

  private Silences(SourceSettings settings, Secrets secrets) {
    this.settings = settings;
    this.exchange = new Exchange(settings, secrets);
  }

  /** Whether sources of this kind have silences at all. */
  public static boolean has(SourceSettings.Kind kind) {
    return kind == SourceSettings.Kind.ALERTMANAGER;
  }

  /**
   * The silences of a source.
   *
   * @throws IllegalArgumentException when its kind has none
   */
  public static Silences of(SourceSettings settings) {
    return of(settings, Secrets.ofSystem());
  }

  static Silences of(SourceSettings settings, Secrets secrets) {
    if (!has(settings.kind())) {
      throw new IllegalArgumentException(settings.name() + " is no Alertmanager");
    }
    return new Silences(settings, secrets);
  }

  /** All of them, those that are over for some days too. */
  public Answer<List<Silence>> list() {
    Answer<List<Silence>> answer =
        ask("api/v2/silences", body -> new SilenceFormat(settings.name()).readAll(body));
    return answer instanceof Answer.Failed<List<Silence>>(Fault.Refused(int status, String _))
            && status == 404
        ? new Answer.Failed<>(withoutVersion2())
        : answer;
  }

  public Answer<Silence> get(String id) {
    if (!isId(id)) {
      return unknown();
    }
    return ask(place(id), body -> new SilenceFormat(settings.name()).read(body));
  }

  /**
   * Makes or changes a silence and gives its id: that of a changed one may be another than before.
   * It is sent once; without an answer it may have been made nevertheless.
   */
  public Answer<String> put(Silence.Draft draft) {
    return live().then(base -> put(base, draft));
  }

  private Answer<String> put(URI base, Silence.Draft draft) {
    List<String> id = new ArrayList<>();
    try {
      exchange.postOnce(
          base.resolve("api/v2/silences"),
          SilenceFormat.write(draft),
          body -> id.add(SilenceFormat.readId(body)));
      return new Answer.Given<>(id.getFirst());
    } catch (PollFailure e) {
      return new Answer.Failed<>(e.fault());
    }
  }

  /** Ends a silence now; gives its id. */
  public Answer<String> expire(String id) {
    if (!isId(id)) {
      return unknown();
    }
    return live()
        .then(base -> {
          try {
            exchange.delete(base.resolve(place(id)), InputStream::readAllBytes);
            return new Answer.Given<>(id);
          } catch (PollFailure e) {
            return new Answer.Failed<>(e.fault());
          }
        });
  }

  /** The alerts as the source says them now. */
  public Answer<Alerts> alerts() {
    return ask(
        "api/v2/alerts",
        body -> {
          Memory memory = new Memory();
          Generation next = memory.next();
          Tokens.read(body, new AlertmanagerFormat("api/v2/alerts"), next);
          return memory.take(next);
        });
  }

  /**
   * Makes or changes a silence and compares what it holds back with what its matchers say here, on
   * one answer. Replicas and caches take a moment, so it looks again for 10 s before it calls the
   * two different. Before its start a silence should hold back nothing.
   */
  public Answer<SilenceMade> putAndCompare(Silence.Draft draft, Instant now) {
    boolean begun = !draft.startsAt().isAfter(now);
    return put(draft)
        .then(id -> new Answer.Given<>(new SilenceMade(id, draft, compare(id, draft, begun))));
  }

  private Answer<SilenceComparison> compare(String id, Silence.Draft draft, boolean begun) {
    long end = System.nanoTime() + SETTLES.toNanos();
    while (true) {
      Answer<SilenceComparison> answer =
          alerts()
              .then(alerts -> new Answer.Given<>(SilenceComparison.of(id, draft, alerts, begun)));
      boolean settled =
          answer instanceof Answer.Given<SilenceComparison> given && given.value().isAsExpected();
      if (settled || System.nanoTime() > end || !waited()) {
        return answer;
      }
    }
  }

  private static boolean waited() {
    try {
      Thread.sleep(LOOK_AGAIN);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private interface Reader<T> {
    T read(InputStream body) throws IOException;
  }

  private static String place(String id) {
    return "api/v2/silence/" + id;
  }

  /** Ids go into paths; those of Alertmanager are of letters, digits and hyphens. */
  static boolean isId(String id) {
    return !id.isEmpty()
        && id.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
  }

  private static <T> Answer<T> unknown() {
    return new Answer.Failed<>(new Fault.Refused(404, "no silence has such an id"));
  }

  /** The first replica's answer that is complete, else the first replica's fault. */
  private <T> Answer<T> ask(String path, Reader<T> reader) {
    Fault first = null;
    for (URI base : bases()) {
      List<T> value = new ArrayList<>();
      try {
        exchange.get(base.resolve(path), body -> value.add(reader.read(body)));
        return new Answer.Given<>(value.getFirst());
      } catch (PollFailure e) {
        first = first == null ? e.fault() : first;
      }
    }
    return new Answer.Failed<>(first == null ? new Fault.Unreachable("no URL") : first);
  }

  /** A replica that answers; asked for beforehand, because a change is sent only once. */
  private Answer<URI> live() {
    List<URI> bases = bases();
    if (bases.size() == 1) {
      return new Answer.Given<>(bases.getFirst());
    }
    Fault first = new Fault.Unreachable("no URL");
    for (URI base : bases.reversed()) {
      try {
        exchange.get(base.resolve("api/v2/status"), InputStream::readAllBytes);
        return new Answer.Given<>(base);
      } catch (PollFailure e) {
        first = e.fault();
      }
    }
    return new Answer.Failed<>(first);
  }

  /**
   * Version 1 answers 410 where it was taken out (0.27), and 200 where version 2 may be missing.
   */
  private Fault withoutVersion2() {
    for (URI base : bases()) {
      try {
        exchange.get(base.resolve("api/v1/status"), InputStream::readAllBytes);
        return new Fault.Refused(
            404,
            "no API version 2 here, only version 1: this Alertmanager is older than 0.16, and"
                + " Toban needs 0.16");
      } catch (PollFailure e) {
        if (e.fault() instanceof Fault.Refused refused && refused.status() == 410) {
          return new Fault.Refused(
              404,
              "version 1 of the API is gone here and version 2 is not found: look whether the URL"
                  + " lacks the path that Alertmanager is served under");
        }
      }
    }
    return new Fault.Refused(
        404, "no API of Alertmanager here: look at the URL and the path in it");
  }

  private List<URI> bases() {
    return settings.urls().stream()
        .map(URI::toString)
        .map(text -> URI.create(text.endsWith("/") ? text : text + "/"))
        .toList();
  }
}
