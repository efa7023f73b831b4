package org.toban.history;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.incident.EscalationPlan;
import org.toban.incident.ResponseTime;

/** Any value of a record or sealed interface, from the types of its components. */
final class AnyRecord {
  private AnyRecord() {}

  static <T> Arbitrary<T> of(Class<T> type) {
    return value(type).map(type::cast);
  }

  private static Arbitrary<Object> value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return List.class.equals(generic.getRawType())
          ? value(generic.getActualTypeArguments()[0]).list().ofMaxSize(3).map(it -> it)
          : Arbitraries.maps(text(), text()).ofMaxSize(3).map(it -> it);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isSealed()) {
      return Arbitraries.of(plain.getPermittedSubclasses()).flatMap(AnyRecord::value);
    }
    if (plain.isEnum()) {
      return Arbitraries.of((Object[]) plain.getEnumConstants());
    }
    return plain.isRecord() && !plain.equals(Fingerprint.class) ? record(plain) : simple(plain);
  }

  private static Arbitrary<Object> simple(Class<?> type) {
    if (type == String.class) {
      return text().map(it -> it);
    } else if (type == boolean.class) {
      return Arbitraries.of(true, false);
    } else if (type == int.class) {
      return Arbitraries.integers().map(it -> it);
    } else if (type == long.class) {
      return Arbitraries.longs().map(it -> it);
    } else if (type == Instant.class) {
      return Combinators.combine(
              Arbitraries.longs().between(-62_000_000_000L, 250_000_000_000L),
              Arbitraries.integers().between(0, 999_999_999))
          .as(Instant::ofEpochSecond);
    } else if (type == Duration.class) {
      return Arbitraries.longs().greaterOrEqual(1).map(Duration::ofNanos);
    } else if (type == Labels.class) {
      return Arbitraries.maps(text(), text()).ofMaxSize(4).map(Labels::of);
    } else if (type == Fingerprint.class) {
      return Arbitraries.longs().map(Fingerprint::new);
    }
    throw new IllegalArgumentException("no values for " + type);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.of("", "当番", "a\nb\u0000\u001b", "\ud83d\ude00", "{\"type\":\"closed\"}"));
  }

  private static Arbitrary<Object> record(Class<?> type) {
    if (type == ResponseTime.BusinessDays.class) {
      return Arbitraries.integers().greaterOrEqual(1).map(ResponseTime.BusinessDays::new);
    }
    if (type == EscalationPlan.class) {
      return Combinators.combine(
              text(),
              text().list().ofMinSize(1).ofMaxSize(2),
              Arbitraries.integers().between(1, 1000),
              Arbitraries.integers().between(0, 3))
          .as((name, to, minutes, repeat) ->
              new EscalationPlan(
                  name, List.of(new EscalationPlan.Step(to, Duration.ofMinutes(minutes))), repeat));
    }
    RecordComponent[] components = type.getRecordComponents();
    List<Arbitrary<Object>> parts = Arrays.stream(components).map(AnyRecord::component).toList();
    return Combinators.combine(parts).as(values -> make(type, components, values.toArray()));
  }

  private static Arbitrary<Object> component(RecordComponent component) {
    AnnotatedType annotated = component.getAnnotatedType();
    Arbitrary<Object> some = value(component.getGenericType());
    return annotated.isAnnotationPresent(Nullable.class) ? some.injectNull(0.3) : some;
  }

  private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
