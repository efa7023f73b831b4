package org.toban.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;

/**
 * The machine output of commands: durations in seconds, enumerations in lower case, labels and
 * records as objects, all else (instants in ISO 8601 UTC) by its text. docs/cli.md promises the
 * names; tests hold them. The stream writer alone starts several times faster than data binding.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** An object of names and values in turn, in this order. */
  static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  /** Text over several lines, for one answer. */
  static String pretty(Object value) {
    return text(value, true);
  }

  /** One line, for one of many answers. */
  static String line(Object value) {
    return text(value, false);
  }

  private static String text(Object value, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      if (pretty) {
        out.setPrettyPrinter(new DefaultPrettyPrinter());
      }
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> it -> writeObject(out, it);
      case Labels it -> writeObject(out, it.asMap());
      case Collection<?> it -> {
        out.writeStartArray();
        for (Object item : it) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Boolean it -> out.writeBoolean(it);
      case Integer it -> out.writeNumber(it);
      case Long it -> out.writeNumber(it);
      case Duration it -> out.writeNumber(it.toMillis() / 1000.0);
      case Enum<?> it -> out.writeString(it.name().toLowerCase(Locale.ROOT));
      default -> out.writeString(value.toString());
    }
  }

  private static void writeObject(JsonGenerator out, Map<?, ?> object) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      out.writeFieldName(String.valueOf(entry.getKey()));
      write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  /** A record as an object of its components, nested records too, in the names of the code. */
  static Map<String, @Nullable Object> ofRecord(Record value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Object part = component.getAccessor().invoke(value);
        object.put(component.getName(), part instanceof Record it ? ofRecord(it) : part);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + value.getClass(), e);
    }
    return object;
  }
}
