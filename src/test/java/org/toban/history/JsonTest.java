package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.toban.alert.Labels;
import org.toban.incident.Event;
import org.toban.incident.Run;

class JsonTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00.123456789Z");

  @Provide
  Arbitrary<Event> events() {
    return AnyRecord.of(Event.class);
  }

  @Property(tries = 1500)
  void everyEventComesBackAsItWas(@ForAll("events") Event event) throws Exception {
    String text = Json.text(event);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    assertThat(Json.event(text)).isEqualTo(event);
    assertThat(text).startsWith("{\"type\":\"" + Json.type(event) + "\"").doesNotContain("\n");
  }

  /** Half of a surrogate pair has no UTF-8 form; a label may still hold one. */
  @Example
  void loneSurrogatesSurviveTheFile() throws Exception {
    for (String odd : List.of("\ud800", "a\udc00b", "\ud83d\ude00", "\ud83d\ud83d\ude00\ude00")) {
      Event event = new Event.NoteAdded(T0, "a", odd);
      byte[] bytes = Json.text(event).getBytes(StandardCharsets.UTF_8);
      assertThat(Json.event(new String(bytes, StandardCharsets.UTF_8))).isEqualTo(event);
    }
  }

  /** Texts as the first release stored them: what they meant they mean for ever. */
  @Example
  void oldHistoriesStayReadable() throws Exception {
    areRead("events-v1", Events.story(T0));
    areRead("events-v2", Events.teamwork(T0));
    areRead("events-v3", Events.rollout(T0));
    areRead("events-v4", Events.kept(T0));
  }

  /** A note of no step is written as it was before notes had steps. */
  @Example
  void aNoteOfNoStepIsAsItWas() {
    assertThat(Json.text(new Event.NoteAdded(T0, "a", "b"))).doesNotContain("step");
  }

  private static void areRead(String name, List<Event> story) throws Exception {
    List<String> stored = fixture(name).lines().toList();
    assertThat(stored).hasSameSizeAs(story);
    for (int i = 0; i < stored.size(); i++) {
      assertThat(Json.event(stored.get(i))).isEqualTo(story.get(i));
    }
  }

  @Example
  void everyEventTypeHasANameOfItsOwnAndAnExample() {
    List<Event> stories =
        Stream.of(Events.story(T0), Events.teamwork(T0), Events.rollout(T0), Events.kept(T0))
            .flatMap(List::stream)
            .toList();
    Set<Class<?>> shown = stories.stream().map(Object::getClass).collect(Collectors.toSet());
    Set<Class<?>> all =
        Stream.of(Event.class.getPermittedSubclasses())
            .flatMap(type ->
                type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type))
            .collect(Collectors.toSet());
    assertThat(shown).isEqualTo(all);
    List<String> names = stories.stream().map(Json::type).distinct().toList();
    assertThat(names).hasSameSizeAs(all).doesNotContainNull();
  }

  /** A run that asks for nothing is stored as it was before scripts could ask. */
  @Example
  void theValuesOfARunAreStoredWhenThereAreAny() throws Exception {
    Event.RunPlanned plain = Events.planned(T0, "run-1", "web-1");
    assertThat(Json.text(plain)).doesNotContain("values");
    Run.Intent it = plain.intent();
    Event given =
        new Event.RunPlanned(
            T0,
            new Run.Intent(
                it.runId(),
                it.stepId(),
                it.title(),
                it.stage(),
                it.host(),
                it.sha256(),
                it.script(),
                false,
                "佐藤",
                Map.of("pod", "it's", "namespace", "店")));
    assertThat(Json.text(given)).endsWith(",\"values\":{\"namespace\":\"店\",\"pod\":\"it's\"}}}");
    assertThat(Json.event(Json.text(given))).isEqualTo(given);
  }

  @Example
  void aLabelMayHaveAnyName() throws Exception {
    Labels labels = Labels.of("type", "x", "@class", "java.lang.Runtime", "名", "値");
    Event event = new Event.AlertFired(T0, "s", org.toban.alert.Alert.active(labels, T0));
    assertThat(Json.event(Json.text(event))).isEqualTo(event);
  }

  private static String fixture(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JsonTest.class.getResourceAsStream("/history/" + name + ".jsonl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes the fixture anew; run by hand when a release adds an event type. */
  static void main(String[] arguments) throws IOException {
    String all = Events.teamwork(T0).stream().map(Json::text).collect(Collectors.joining("\n"));
    Files.writeString(Path.of(arguments[0]), all + "\n");
    Arrays.stream(all.split("\n")).forEach(System.out::println);
  }
}
