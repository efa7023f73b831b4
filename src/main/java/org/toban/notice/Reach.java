package org.toban.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which channels do not work, and whether anybody was reached about an incident. Pure but for its
 * own memory.
 */
public final class Reach {
  private final Map<String, Lost> lost = new LinkedHashMap<>();
  private final Map<String, Call> calls = new HashMap<>();
  private final Set<String> unreached = new HashSet<>();

  /** A channel that does not work. */
  public record Lost(String channel, Instant since, String problem) {}

  /** The channels by which people were last called about one incident. */
  private record Call(Instant at, Set<String> open, Set<String> failed) {}

  /** A letter to people is on its way. */
  public void begin(Letter letter) {
    for (String incident : letter.incidents()) {
      Call call = calls.get(incident);
      if (call == null || call.at().isBefore(letter.at())) {
        call = new Call(letter.at(), new HashSet<>(), new HashSet<>());
        calls.put(incident, call);
      }
      call.open().add(letter.channel());
    }
  }

  /**
   * A channel took a letter over. An edit reaches nobody.
   *
   * @return whether it was lost before
   */
  public boolean works(Letter letter) {
    for (String incident : letter.edit() ? List.<String>of() : letter.incidents()) {
      calls.remove(incident);
      unreached.remove(incident);
    }
    return lost.remove(letter.channel()) != null;
  }

  /**
   * A channel does not work.
   *
   * @return whether it did before
   */
  public boolean loses(String channel, Instant now, String problem) {
    Lost before = lost.get(channel);
    lost.put(channel, new Lost(channel, before == null ? now : before.since(), problem));
    return before == null;
  }

  /** Whether this was the last channel that could have told people about an incident. */
  public boolean wasLast(String incident, String channel) {
    Call call = calls.get(incident);
    if (call == null || !call.open().remove(channel)) {
      return false;
    }
    call.failed().add(channel);
    return call.open().isEmpty();
  }

  /** Channels that work and were not tried for an incident. */
  public List<String> others(String incident, List<String> people) {
    Call call = calls.get(incident);
    return people.stream()
        .filter(name -> !lost.containsKey(name))
        .filter(name -> call == null || !call.failed().contains(name))
        .toList();
  }

  /** Notes that nobody could be reached about an incident; true the first time. */
  public boolean noteUnreached(String incident) {
    return unreached.add(incident);
  }

  /** Nothing is waited for any more. */
  public void forget(String incident) {
    calls.remove(incident);
    unreached.remove(incident);
  }

  public List<Lost> lost() {
    return List.copyOf(lost.values());
  }

  public @Nullable Lost lost(String channel) {
    return lost.get(channel);
  }
}
