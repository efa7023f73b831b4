package org.toban.source.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * The JSON tokens of one answer. Whatever does not fit is a {@link Fault.Unreadable} that says at
 * which byte and path.
 */
public final class Tokens implements Closeable {
  /** Far over what the APIs nest, far under what costs a stack or a heap. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(32)
          .maxStringLength(1 << 20)
          .maxNameLength(1 << 10)
          .maxNumberLength(100)
          .build();

  /** Interning in the JVM's own table would let an answer fill it. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(LIMITS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private static final int EXCERPT = 200;

  private final JsonParser json;

  /** What leaves known alerts out before the parser sees them; null when nothing does. */
  private final @Nullable News news;

  /** The text of the newest token that {@link #openText} read: a part of the parser's buffer. */
  private char[] text = new char[0];

  private int start;
  private int length;

  public Tokens(InputStream answer) throws IOException {
    json = JSON.createParser(answer);
    news = answer instanceof News it ? it : null;
  }

  /**
   * Reads one whole answer.
   *
   * @throws PollFailure when it is not exactly one valid answer of the format
   */
  public static void read(InputStream answer, AnswerFormat format, Generation next)
      throws IOException {
    InputStream part = format.isArray() ? new News(answer, next, next.buffer()) : answer;
    read(part, tokens -> format.read(tokens, next));
  }

  /** Reads the root value of an answer to its end. */
  public interface Reader {
    void read(Tokens tokens) throws IOException;
  }

  /**
   * Reads one whole answer.
   *
   * @throws PollFailure when it is not exactly one valid answer
   */
  public static void read(InputStream answer, Reader reader) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      reader.read(tokens);
      tokens.requireEnd();
    }
  }

  /** Holds that nothing follows the answer. */
  public void requireEnd() throws IOException {
    if (!ends()) {
      throw unreadable("more text after the answer");
    }
  }

  /** The next token; the end of the text is a fault. */
  public JsonToken next() throws IOException {
    JsonToken token = advance();
    if (token == null) {
      throw unreadable(offset() == 0 ? "an empty body" : "cut off");
    }
    return token;
  }

  /** Whether nothing but white space is left. */
  boolean ends() throws IOException {
    return advance() == null;
  }

  private @Nullable JsonToken advance() throws IOException {
    try {
      return json.nextToken();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /**
   * The next field's name, or null at the end of the object.
   *
   * @param guess the name that it probably has: compared byte by byte, it is not looked up
   */
  public @Nullable String nextField(SerializableString guess) throws IOException {
    try {
      if (json.nextFieldName(guess)) {
        return guess.getValue();
      }
      return json.currentToken() == JsonToken.FIELD_NAME ? json.currentName() : null;
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /** The newest token; null before the first. */
  public @Nullable JsonToken current() {
    return json.currentToken();
  }

  /** The next field's name, whatever it is, or null at the end of the object. */
  public @Nullable String nextName() throws IOException {
    return next() == JsonToken.FIELD_NAME ? json.currentName() : null;
  }

  /** The next value as text when it is a string, a number or a truth value; else null. */
  public @Nullable String nextScalar() throws IOException {
    next();
    return scalar();
  }

  /** The current value as text; one with parts is passed over and null, as null is. */
  public @Nullable String scalar() throws IOException {
    try {
      if (json.currentToken().isStructStart()) {
        json.skipChildren();
        return null;
      }
      return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  public void open(JsonToken expected, String what) throws IOException {
    next();
    expect(expected, what);
  }

  public void expect(JsonToken expected, String what) throws IOException {
    if (json.currentToken() != expected) {
      throw unreadable("expected " + what + " and found " + shape());
    }
  }

  /** Passes over the next value, whatever it is, checking that it is JSON. */
  public void skip() throws IOException {
    next();
    try {
      json.skipChildren();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /** Reads the next value, a string, into {@link #text()}. */
  public void openText(String what) throws IOException {
    open(JsonToken.VALUE_STRING, what);
    takeText();
  }

  /** Reads the current value, a string, into {@link #text()}. */
  public void takeText() throws IOException {
    try {
      text = json.getTextCharacters();
      start = json.getTextOffset();
      length = json.getTextLength();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /** Reads the next value, a string. */
  public String string(String what) throws IOException {
    openText(what);
    return takenString();
  }

  private String takenString() throws PollFailure {
    String string = new String(text, start, length);
    requireText(string);
    return string;
  }

  /** Reads the next value, a number. */
  public double number(String what) throws IOException {
    JsonToken token = next();
    if (!token.isNumeric()) {
      throw unreadable("expected " + what + " and found " + shape());
    }
    try {
      return json.getDoubleValue();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /** Reads the next value, an object of strings, or null. */
  public Map<String, String> strings(String what) throws IOException {
    Map<String, String> strings = new LinkedHashMap<>();
    if (next() != JsonToken.VALUE_NULL) {
      expect(JsonToken.START_OBJECT, what);
      Names names = new Names();
      names.begin();
      for (String name = names.next(this); name != null; name = names.next(this)) {
        strings.put(name, string("a string"));
      }
    }
    return strings;
  }

  /** Reads the next value, an array of strings, or null. */
  public List<String> list(String what) throws IOException {
    List<String> list = new ArrayList<>();
    if (next() != JsonToken.VALUE_NULL) {
      expect(JsonToken.START_ARRAY, what);
      while (next() != JsonToken.END_ARRAY) {
        expect(JsonToken.VALUE_STRING, "a string");
        takeText();
        list.add(takenString());
      }
    }
    return list;
  }

  public char[] text() {
    return text;
  }

  public int start() {
    return start;
  }

  public int length() {
    return length;
  }

  /** The text as a string of its own. */
  public String string() throws PollFailure {
    String string = new String(text, start, length);
    requireText(string);
    return string;
  }

  public boolean textIs(String expected) {
    if (expected.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (expected.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** The beginning of the text, for a message. */
  public String excerpt() {
    return new String(text, start, Math.min(length, EXCERPT));
  }

  public void require(boolean present, String field) throws PollFailure {
    if (!present) {
      throw unreadable("'" + field + "' is missing");
    }
  }

  /**
   * Half a surrogate pair, which only an escape can make, has no UTF-8 and so no fingerprint of its
   * own.
   */
  void requireText(String string) throws PollFailure {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        int codePoint = string.codePointAt(i++);
        if (codePoint <= Character.MAX_VALUE) {
          throw unreadable("half a surrogate pair");
        }
      }
    }
  }

  public PollFailure unreadable(String detail) {
    return new PollFailure(new Fault.Unreadable(where(), detail));
  }

  private PollFailure unreadable(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    if (json.currentToken() == null && message.startsWith("Unexpected character ('<'")) {
      return unreadable("not JSON but HTML or XML, such as a sign-in page has");
    }
    int reference = message.indexOf(" (start marker at"); // a place in this JVM's terms
    String detail = reference < 0 ? message : message.substring(0, reference);
    return unreadable(detail.substring(0, Math.min(detail.length(), EXCERPT)));
  }

  private String where() {
    return "byte " + offset() + path(json.getParsingContext().pathAsPointer());
  }

  private long offset() {
    long seen = Math.max(0, json.currentLocation().getByteOffset());
    return news == null ? seen : seen + news.leftOutBytes();
  }

  /** The place in the whole answer, of which the parser may see a part. */
  private String path(JsonPointer seen) {
    if (seen.matches()) {
      return "";
    }
    int leftOut = news == null ? 0 : news.leftOut();
    return leftOut == 0 || !seen.mayMatchElement()
        ? " " + seen
        : " /" + (seen.getMatchingIndex() + leftOut) + seen.tail();
  }

  private String shape() {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case null, default -> "the end";
    };
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
