package org.toban.source.oncall;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Schedule;
import org.toban.source.Answer;
import org.toban.source.Exchange;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * Where an on-call schedule is read from.
 *
 * @param place the file, the address, or where a secret address stands
 * @param server name, interval, limits and sign-in, as for any other server
 * @param zone of times that name none
 * @param person whose shifts they are when the calendar names nobody; empty for nobody
 */
public record ScheduleFeed(Place place, SourceSettings server, ZoneId zone, String person) {

  /** A calendar's place. */
  public sealed interface Place {
    record InFile(Path file) implements Place {}

    record AtUrl(URI url) implements Place {}

    /** An address that is a secret itself, as most that export a schedule give out. */
    record AtSecretUrl(Secret url) implements Place {}
  }

  public String name() {
    return server.name();
  }

  public Duration interval() {
    return server.interval();
  }

  /** Reads it once; blocks, at most for the server's time limit. What goes wrong is a value. */
  public Answer<Schedule> read(Instant now) {
    return read(now, Secrets.ofSystem());
  }

  Answer<Schedule> read(Instant now, Secrets secrets) {
    try {
      return new Answer.Given<>(new ShiftFormat(zone, person).read(text(secrets), now));
    } catch (PollFailure e) {
      return new Answer.Failed<>(e.fault());
    } catch (RuntimeException e) {
      // a fault of the calendar library must not pass for an empty schedule
      return new Answer.Failed<>(new Fault.Unreadable("the calendar", e.toString()));
    }
  }

  private String text(Secrets secrets) throws PollFailure {
    return switch (place) {
      case Place.InFile it -> ofFile(it.file());
      case Place.AtUrl it -> ofServer(it.url(), secrets);
      case Place.AtSecretUrl it -> ofSecret(it.url(), secrets);
    };
  }

  /** What the server says about it may repeat the address: of that only the kind is told. */
  private String ofSecret(Secret place, Secrets secrets) throws PollFailure {
    URI url = address(place, secrets);
    try {
      return ofServer(url, secrets);
    } catch (PollFailure e) {
      throw e.fault() instanceof Fault.Refused it
          ? new PollFailure(new Fault.Refused(it.status(), ""))
          : e;
    }
  }

  private static URI address(Secret place, Secrets secrets) throws PollFailure {
    String written = secrets.readUrl(place);
    try {
      URI url = new URI(written.replaceFirst("^webcals?:", "https:"));
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, without the text, for it is a secret
    }
    throw new PollFailure(new Fault.Misconfigured(place.place() + " holds no web address"));
  }

  private String ofServer(URI url, Secrets secrets) throws PollFailure {
    AtomicReference<@Nullable String> text = new AtomicReference<>();
    new Exchange(server, secrets).get(url, body -> text.set(decoded(body.readAllBytes())));
    String read = text.get();
    return read == null ? "" : read;
  }

  private String ofFile(Path file) throws PollFailure {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, server.maxBytes() + 1));
      if (bytes.length > server.maxBytes()) {
        throw new PollFailure(new Fault.OverLimit(server.maxBytes()));
      }
      return decoded(bytes);
    } catch (PollFailure e) {
      throw e;
    } catch (IOException e) {
      throw new PollFailure(new Fault.Unreachable("cannot read " + file + ": " + e));
    }
  }

  private static String decoded(byte[] bytes) throws PollFailure {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new PollFailure(new Fault.Unreadable("the calendar", "it is not in UTF-8"));
    }
  }
}
