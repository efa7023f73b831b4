package org.toban.source.silence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;

/**
 * What is known of one source's silences: the last complete list, and why a newer one could not be
 * had. Pure.
 *
 * @param byId in the order of the source
 * @param asOf when the list came, null before the first
 * @param fault null when the newest question was answered
 */
public record SilenceBook(
    Map<String, Silence> byId, @Nullable Instant asOf, @Nullable Fault fault) {
  public static SilenceBook unread() {
    return new SilenceBook(Map.of(), null, null);
  }

  /** Only a complete list takes the place of the last one. */
  public SilenceBook after(Instant at, Answer<List<Silence>> answer) {
    return switch (answer) {
      case Answer.Failed<List<Silence>> it -> new SilenceBook(byId, asOf, it.fault());
      case Answer.Given<List<Silence>> it -> {
        Map<String, Silence> next = LinkedHashMap.newLinkedHashMap(it.value().size());
        it.value().forEach(silence -> next.put(silence.id(), silence));
        yield new SilenceBook(java.util.Collections.unmodifiableMap(next), at, null);
      }
    };
  }

  /** The silence that an entry of an alert's {@code suppressedBy} names, or null. */
  public @Nullable Silence marked(String mark) {
    return mark.startsWith("silence:") ? byId.get(mark.substring("silence:".length())) : null;
  }
}
