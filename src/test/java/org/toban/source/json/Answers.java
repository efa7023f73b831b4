package org.toban.source.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.WeakHashMap;
import org.toban.alert.Alerts;
import org.toban.source.CheckedBody;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Reads answers from memory, as tests and benchmarks need it. */
public final class Answers {
  private final AnswerFormat format;
  private final TextPool pool = new TextPool();
  private final byte[] buffer = new byte[1 << 15];

  /** How the alerts of earlier answers stood in them; forgotten with the alerts. */
  private final Map<Alerts, Prints> prints = new WeakHashMap<>();

  public Answers(Kind kind) {
    this.format =
        kind == Kind.PROMETHEUS ? new PrometheusFormat() : new AlertmanagerFormat("api/v2/alerts");
  }

  /** The alerts of an answer, as an adapter reads them. */
  public Alerts read(InputStream body, Alerts before) throws IOException {
    Prints known = prints.getOrDefault(before, Prints.unknown(0));
    Generation next = new Generation(before, known, pool, buffer);
    Tokens.read(new CheckedBody(body, Long.MAX_VALUE), format, next);
    prints.put(next.alerts(), next.prints());
    return next.alerts();
  }

  public Alerts read(byte[] body, Alerts before) {
    try {
      return read(new ByteArrayInputStream(body), before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Alerts alertmanager(String body) {
    return new Answers(Kind.ALERTMANAGER).read(bytes(body), Alerts.none());
  }

  static Alerts prometheus(String body) {
    return new Answers(Kind.PROMETHEUS).read(bytes(body), Alerts.none());
  }

  /** The fault of an answer. */
  static Fault fault(Kind kind, byte[] body) {
    try {
      Alerts alerts = new Answers(kind).read(new ByteArrayInputStream(body), Alerts.none());
      throw new AssertionError("taken for " + alerts.size() + " alerts");
    } catch (PollFailure e) {
      return e.fault();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
