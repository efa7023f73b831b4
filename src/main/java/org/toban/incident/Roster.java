package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The on-call schedules of a team. A schedule that cannot be read keeps its last good reading;
 * while it is so, a gap in it counts as unknown, never as nobody.
 */
public record Roster(Map<String, Rota> rotas) {
  private static final String PREFIX = "oncall:";

  public Roster {
    rotas = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rotas));
  }

  public static Roster none() {
    return new Roster(Map.of());
  }

  /** The rotas as configured, none of them read yet. */
  public static Roster of(List<Rota> configured) {
    Map<String, Rota> rotas = new LinkedHashMap<>();
    configured.forEach(it -> rotas.put(it.name(), it));
    return new Roster(rotas);
  }

  /**
   * One schedule with what has become of it.
   *
   * @param contacts names of a runbook or a plan that it stands for, besides {@code oncall:NAME}
   * @param overrides shifts that count in the place of the schedule's
   * @param keeps how old a reading may be before a gap in it is not believed
   * @param readAt when the schedule was last read in full; null for never
   * @param remembered whether that was before the program started
   * @param problem why it could not be read since; null when it could
   */
  public record Rota(
      String name,
      List<String> contacts,
      List<Shift> overrides,
      Duration keeps,
      Schedule schedule,
      @Nullable Instant readAt,
      boolean remembered,
      @Nullable String problem) {
    public Rota {
      contacts = List.copyOf(contacts);
      overrides = List.copyOf(overrides);
    }

    /** One that is not read yet. */
    public Rota(String name, List<String> contacts, List<Shift> overrides, Duration keeps) {
      this(name, contacts, overrides, keeps, Schedule.unread(), null, false, null);
    }

    /** Whether what it says is what was last known, not what is known now. */
    public boolean isStale(Instant now) {
      return problem != null || remembered || readAt == null || now.isAfter(readAt.plus(keeps));
    }

    public Duty duty(Instant now) {
      Duty duty = schedule.at(now, overrides);
      return duty instanceof Duty.Nobody && isStale(now) ? new Duty.Unknown() : duty;
    }

    /** Who comes next and when; null when no change is known. */
    public Schedule.@Nullable Turn next(Instant now) {
      return schedule.next(now, overrides);
    }

    private boolean standsFor(String contact) {
      return contact.equals(PREFIX + name) || contacts.contains(contact);
    }
  }

  /** With a schedule that was read in full; one that is not on this roster is left out. */
  public Roster read(String name, Schedule schedule, Instant at) {
    return with(name, schedule, at, false, null);
  }

  /** With what an earlier program read last, for a schedule that was not read since. */
  public Roster remembered(String name, Schedule schedule, Instant readAt) {
    Rota rota = rotas.get(name);
    return rota == null || rota.readAt() != null
        ? this
        : with(name, schedule, readAt, true, rota.problem());
  }

  /** The schedule could not be read: its last reading is kept. */
  public Roster failed(String name, String problem) {
    Rota rota = rotas.get(name);
    return rota == null
        ? this
        : with(name, rota.schedule(), rota.readAt(), rota.remembered(), problem);
  }

  private Roster with(
      String name,
      Schedule schedule,
      @Nullable Instant readAt,
      boolean remembered,
      @Nullable String problem) {
    Rota it = rotas.get(name);
    if (it == null) {
      return this;
    }
    Map<String, Rota> next = new LinkedHashMap<>(rotas);
    next.put(
        name,
        new Rota(
            name,
            it.contacts(),
            it.overrides(),
            it.keeps(),
            schedule,
            readAt,
            remembered,
            problem));
    return new Roster(next);
  }

  /**
   * Who is meant by contacts now: people on call in the place of schedules, everybody else as
   * written. A schedule of which nothing is known stays as written, so that somebody reads it.
   *
   * @return empty when no contact is a schedule: then they are who they are
   */
  public Optional<Duty> meant(List<String> contacts, Instant now) {
    if (contacts.stream().noneMatch(it -> rota(it) != null)) {
      return Optional.empty();
    }
    List<String> who = new ArrayList<>();
    boolean known = false;
    for (String contact : contacts) {
      Rota rota = rota(contact);
      Duty duty = rota == null ? new Duty.OnCall(List.of(contact)) : rota.duty(now);
      switch (duty) {
        case Duty.OnCall it -> {
          known = true;
          it.who().stream().filter(one -> !who.contains(one)).forEach(who::add);
        }
        case Duty.Unknown _ -> who.add(contact);
        case Duty.Nobody _ -> {}
      }
    }
    if (who.isEmpty()) {
      return Optional.of(new Duty.Nobody());
    }
    return Optional.of(known ? new Duty.OnCall(who) : new Duty.Unknown());
  }

  private @Nullable Rota rota(String contact) {
    return rotas.values().stream().filter(it -> it.standsFor(contact)).findFirst().orElse(null);
  }

  /** Whether a contact such as {@code oncall:primary} names a schedule that is not here. */
  public boolean lacks(String contact) {
    return contact.startsWith(PREFIX) && rota(contact) == null;
  }
}
