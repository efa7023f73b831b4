package org.toban.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * Gets tokens for a client's own credentials (RFC 6749, 4.4) and keeps one until shortly before its
 * end. The replicas of a source share it, so that they ask for one token and not for several.
 */
final class TokenServer {
  private static final int LARGEST = 64 * 1024;
  private static final double MARGIN_SECONDS = 10;
  private static final double LONGEST_SECONDS = 3650 * 86_400.0;
  private static final JsonFactory JSON = new JsonFactory();

  private final SignIn.OAuth2 settings;
  private final Secrets secrets;
  private final Wire wire;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Held held;

  /** Whether the server wants the credentials in the form (RFC 6749, 2.3.1), as some do. */
  private boolean wantsForm;

  /**
   * A token and how long to use it, on the JVM's clock; after a sleep of the machine, which that
   * clock does not see, the source's refusal says the same.
   */
  private record Held(String token, long until) {
    boolean isFresh() {
      return until - System.nanoTime() > 0;
    }

    @Override
    public String toString() {
      return "(a token)";
    }
  }

  TokenServer(SignIn.OAuth2 settings, Secrets secrets, Duration timeout) {
    this.settings = settings;
    this.secrets = secrets;
    this.wire = new Wire(new Clients(settings.tls(), timeout, 1), settings.proxy(), secrets);
  }

  /**
   * The token to use now; asks for one when there is none.
   *
   * @throws PollFailure with a {@link Fault.SignInFailed} when none is given
   */
  String token(Deadline deadline, Mask mask) throws PollFailure {
    Held now = held;
    if (now == null || !now.isFresh()) {
      now = renewed(deadline, mask);
    }
    mask.hide(now.token());
    return now.token();
  }

  /** Gives a token up that a source refused, unless there is a newer one already. */
  void forget(String token) {
    Held now = held;
    if (now != null && now.token().equals(token)) {
      held = null;
    }
  }

  private Held renewed(Deadline deadline, Mask mask) throws PollFailure {
    try {
      if (!lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw failure("gave no token within " + deadline.limit().toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not asked to the end");
    }
    try {
      Held now = held;
      if (now == null || !now.isFresh()) {
        now = ask(deadline, mask);
        held = now;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private Held ask(Deadline deadline, Mask mask) throws PollFailure {
    String secret = secrets.within(deadline.left()).read(settings.clientSecret());
    mask.hide(secret);
    try {
      return ask(secret, wantsForm, deadline, mask);
    } catch (PollFailure e) {
      if (!(e.fault() instanceof Fault.Refused refused)
          || (refused.status() != 401 && refused.status() != 400)) {
        throw told(e.fault());
      }
      try {
        Held now = ask(secret, !wantsForm, deadline, mask);
        wantsForm = !wantsForm;
        return now;
      } catch (PollFailure _) {
        throw told(e.fault());
      }
    }
  }

  private Held ask(String secret, boolean inForm, Deadline deadline, Mask mask) throws PollFailure {
    FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
    if (!settings.scopes().isEmpty()) {
      form.add("scope", String.join(" ", settings.scopes()));
    }
    settings.endpointParams().forEach(form::add);
    Request.Builder request = new Request.Builder().url(settings.tokenUrl().toString());
    request.header("Accept", "application/json");
    request.header("Accept-Encoding", "identity");
    request.header("User-Agent", "Toban");
    if (inForm) {
      form.add("client_id", settings.clientId()).add("client_secret", secret);
    } else {
      request.header(
          "Authorization", Authorizer.basic(quoted(settings.clientId()), quoted(secret), mask));
    }
    Held[] got = new Held[1];
    wire.exchange(
        settings.tokenUrl(),
        request.post(form.build()).build(),
        deadline,
        mask,
        answer -> got[0] = read(answer, mask));
    return got[0];
  }

  /** As RFC 6749, 2.3.1 wants both parts before they become a pair. */
  private static String quoted(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Held read(Response response, Mask mask) throws IOException {
    if (response.code() != 200) {
      throw new PollFailure(new Fault.Refused(response.code(), Wire.reason(response, mask)));
    }
    try (InputStream body = new CheckedBody(response.body().byteStream(), LARGEST);
        JsonParser json = JSON.createParser(body)) {
      return read(json);
    } catch (JacksonException e) {
      throw failure("answered 200 with something else than a token in JSON");
    }
  }

  private Held read(JsonParser json) throws IOException {
    String token = null;
    String type = "Bearer";
    double seconds = Double.POSITIVE_INFINITY;
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw failure("answered 200 with something else than a token in JSON");
    }
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (field) {
        case "access_token" -> token = value == JsonToken.VALUE_STRING ? json.getText() : null;
        case "token_type" -> type = json.getValueAsString("Bearer");
        case "expires_in" -> seconds = json.getValueAsDouble(Double.POSITIVE_INFINITY);
        default -> {}
      }
      json.skipChildren(); // of a value that has some
    }
    if (token == null || token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw failure("answered 200 without a usable access_token");
    }
    if (!type.equalsIgnoreCase("Bearer")) {
      throw failure("gave a token of another type than Bearer");
    }
    return new Held(token, System.nanoTime() + use(seconds).toNanos());
  }

  /**
   * How long a token is used: not in its last ten seconds, nor in the last tenth of a short life.
   */
  private static Duration use(double seconds) {
    double bounded = Math.clamp(seconds, 0.0, LONGEST_SECONDS);
    double margin = Math.min(MARGIN_SECONDS, bounded / 10);
    return Duration.ofMillis(Math.round((bounded - margin) * 1000));
  }

  /** A fault on the way to the token server, as one of signing in to the source. */
  private PollFailure told(Fault fault) {
    return switch (fault) {
      case Fault.Misconfigured _, Fault.SignInFailed _ -> new PollFailure(fault);
      case Fault.Untrusted it ->
          new PollFailure(new Fault.Untrusted("the token server " + it.detail(), it.certificate()));
      case Fault.TimedOut it -> failure("gave no token within " + it.limit().toMillis() + " ms");
      default -> failure(fault.summary());
    };
  }

  private PollFailure failure(String what) {
    String place = settings.tokenUrl().getAuthority();
    return new PollFailure(new Fault.SignInFailed("the token server " + place + " " + what));
  }
}
