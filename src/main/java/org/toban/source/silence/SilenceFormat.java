package org.toban.source.silence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.source.json.Timestamp;
import org.toban.source.json.Tokens;

/** Silences as {@code /api/v2/silences} of Alertmanager 0.16 and later writes and takes them. */
final class SilenceFormat {
  private static final SerializedString ANY = new SerializedString("");
  private static final JsonFactory JSON = new JsonFactory();

  private final String source;
  private final Timestamp timestamp = new Timestamp();

  // of the silence that is being read
  private @Nullable String id;
  private @Nullable Matchers matchers;
  private @Nullable Instant startsAt;
  private @Nullable Instant endsAt;
  private String createdBy = "";
  private String comment = "";
  private Silence.@Nullable State state;

  SilenceFormat(String source) {
    this.source = source;
  }

  /** Reads {@code GET /api/v2/silences}: all of them or a fault. */
  List<Silence> readAll(InputStream answer) throws IOException {
    List<Silence> silences = new ArrayList<>();
    try (Tokens tokens = new Tokens(answer)) {
      tokens.open(JsonToken.START_ARRAY, "an array of silences");
      while (tokens.next() != JsonToken.END_ARRAY) {
        silences.add(readOne(tokens));
      }
      tokens.requireEnd();
    }
    return silences;
  }

  /** Reads {@code GET /api/v2/silence/ID}. */
  Silence read(InputStream answer) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      tokens.next();
      Silence silence = readOne(tokens);
      tokens.requireEnd();
      return silence;
    }
  }

  /** Reads the id in the answer to {@code POST /api/v2/silences}. */
  static String readId(InputStream answer) throws IOException {
    String id = null;
    try (Tokens tokens = new Tokens(answer)) {
      tokens.open(JsonToken.START_OBJECT, "an object with a silenceID");
      for (String field = tokens.nextField(ANY); field != null; field = tokens.nextField(ANY)) {
        if (field.equals("silenceID")) {
          tokens.openText("an id");
          id = tokens.string();
        } else {
          tokens.skip();
        }
      }
      tokens.require(id != null && !id.isEmpty(), "silenceID");
      tokens.requireEnd();
    }
    return String.valueOf(id);
  }

  private Silence readOne(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a silence");
    id = null;
    matchers = null;
    startsAt = null;
    endsAt = null;
    createdBy = "";
    comment = "";
    state = null;
    for (String field = tokens.nextField(ANY); field != null; field = tokens.nextField(ANY)) {
      readField(field, tokens);
    }
    tokens.require(id != null, "id");
    tokens.require(startsAt != null, "startsAt");
    tokens.require(endsAt != null, "endsAt");
    tokens.require(state != null, "status.state");
    if (id == null || startsAt == null || endsAt == null || state == null) {
      throw new IllegalStateException("required above");
    }
    return new Silence(id, matchers, startsAt, endsAt, createdBy, comment, state, source);
  }

  private void readField(String field, Tokens tokens) throws IOException {
    switch (field) {
      case "id" -> {
        tokens.openText("an id");
        id = tokens.string();
        if (!Silences.isId(id)) {
          throw tokens.unreadable("not an id: '" + tokens.excerpt() + "'");
        }
      }
      case "matchers" -> matchers = readMatchers(tokens);
      case "startsAt" -> startsAt = readTime(tokens);
      case "endsAt" -> endsAt = readTime(tokens);
      case "createdBy" -> createdBy = readText(tokens);
      case "comment" -> comment = readText(tokens);
      case "status" -> readStatus(tokens);
      default -> tokens.skip();
    }
  }

  private static String readText(Tokens tokens) throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return "";
    }
    tokens.expect(JsonToken.VALUE_STRING, "a text");
    tokens.takeText();
    return tokens.string();
  }

  private Instant readTime(Tokens tokens) throws IOException {
    tokens.openText("a time");
    if (!timestamp.parse(tokens.text(), tokens.start(), tokens.length())) {
      throw tokens.unreadable("not a time of RFC 3339: '" + tokens.excerpt() + "'");
    }
    return Instant.ofEpochSecond(timestamp.seconds(), timestamp.nanos());
  }

  private void readStatus(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a status");
    for (String field = tokens.nextField(ANY); field != null; field = tokens.nextField(ANY)) {
      if (field.equals("state")) {
        tokens.openText("a state");
        state =
            switch (tokens.string()) {
              case "pending" -> Silence.State.PENDING;
              case "active" -> Silence.State.ACTIVE;
              case "expired" -> Silence.State.EXPIRED;
              default ->
                  throw tokens.unreadable(
                      "the state '" + tokens.excerpt() + "' is unknown to this Toban");
            };
      } else {
        tokens.skip();
      }
    }
  }

  /** Null for no matchers, and for such as cannot be compiled here. */
  private static @Nullable Matchers readMatchers(Tokens tokens) throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return null;
    }
    tokens.expect(JsonToken.START_ARRAY, "an array of matchers");
    List<Matcher> all = new ArrayList<>();
    boolean known = true;
    while (tokens.next() != JsonToken.END_ARRAY) {
      Matcher matcher = readMatcher(tokens);
      known &= matcher != null;
      if (matcher != null) {
        all.add(matcher);
      }
    }
    return known && !all.isEmpty() ? new Matchers(all) : null;
  }

  /** {@code isEqual} came with 0.22 and is true before it. */
  private static @Nullable Matcher readMatcher(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a matcher");
    String name = null;
    String value = null;
    boolean regex = false;
    boolean equal = true;
    for (String field = tokens.nextField(ANY); field != null; field = tokens.nextField(ANY)) {
      switch (field) {
        case "name" -> name = readText(tokens);
        case "value" -> value = readText(tokens);
        case "isRegex" -> regex = readTruth(tokens);
        case "isEqual" -> equal = readTruth(tokens);
        default -> tokens.skip();
      }
    }
    tokens.require(name != null, "matchers.name");
    tokens.require(value != null, "matchers.value");
    try {
      return Matcher.of(
          String.valueOf(name), Matcher.Operator.of(regex, equal), String.valueOf(value));
    } catch (MatcherProblem e) {
      return null;
    }
  }

  private static boolean readTruth(Tokens tokens) throws IOException {
    JsonToken token = tokens.next();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw tokens.unreadable("expected true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The body of {@code POST /api/v2/silences}. Each matcher says all four of its fields. */
  static byte[] write(Silence.Draft draft) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (draft.id() != null) {
        json.writeStringField("id", draft.id());
      }
      json.writeArrayFieldStart("matchers");
      for (Matcher matcher : draft.matchers().all()) {
        json.writeStartObject();
        json.writeStringField("name", matcher.label());
        json.writeStringField("value", matcher.value());
        json.writeBooleanField("isRegex", matcher.operator().isRegex());
        json.writeBooleanField("isEqual", matcher.operator().isPositive());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("startsAt", draft.startsAt().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("endsAt", draft.endsAt().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("createdBy", draft.createdBy());
      json.writeStringField("comment", draft.comment());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
