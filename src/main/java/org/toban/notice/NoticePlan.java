package org.toban.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Incident;
import org.toban.notice.NoticePolicy.Bundle;
import org.toban.notice.NoticePolicy.Occasion;
import org.toban.notice.NoticePolicy.Reason;

/**
 * Who is told of what, by which way and when. Pure: the same occasions at the same time give the
 * same letters.
 *
 * @param rules the first that fits an incident names its channels; none fits: all of them
 * @param recoveries whether a recovery is told
 * @param pace of each channel that reaches people
 */
public record NoticePlan(
    List<Outlet> outlets, List<Rule> rules, List<QuietHours> quiet, boolean recoveries, Pace pace) {
  public NoticePlan {
    outlets = List.copyOf(outlets);
    rules = List.copyOf(rules);
    quiet = List.copyOf(quiet);
  }

  /** Everything by every channel at once, as one reader reads it. */
  public static NoticePlan simple(List<String> channels, Locale language, ZoneId zone) {
    Reader reader = new Reader(language, zone);
    return new NoticePlan(
        channels.stream().map(name -> new Outlet(name, true, reader, Set.of())).toList(),
        List.of(),
        List.of(),
        true,
        Pace.standard());
  }

  /**
   * The same rules over the channels that are there; who reads an unknown one reads as the rest.
   */
  public NoticePlan over(List<Channel> channels, Reader usual) {
    List<Outlet> there =
        channels.stream()
            .map(it -> {
              Outlet known = outlet(it.name());
              return new Outlet(
                  it.name(),
                  it.reachesPeople(),
                  known == null ? usual : known.reader(),
                  known == null ? Set.of() : known.severities(),
                  it.edits());
            })
            .toList();
    return new NoticePlan(there, rules, quiet, recoveries, pace);
  }

  /**
   * The letters for what happened in one step.
   *
   * @param summary whether it is one message in any case, as after a sleep
   * @param console part of each key, so that two consoles never make the same
   */
  public List<Letter> letters(
      List<Occasion> occasions, boolean summary, Instant now, String console) {
    List<Letter> letters = new ArrayList<>();
    for (Outlet outlet : outlets) {
      Map<Instant, List<Occasion>> byTime = new LinkedHashMap<>();
      for (Occasion it : occasions) {
        if (isFor(outlet, it)) {
          byTime.computeIfAbsent(sendAt(outlet, it, now), at -> new ArrayList<>()).add(it);
        }
      }
      byTime.forEach((at, those) -> {
        for (Bundle it : NoticePolicy.notices(those, summary, now, outlet.reader())) {
          letters.add(letter(outlet.name(), it.notice(), it.incidents(), now, at, console));
        }
      });
    }
    return letters;
  }

  /** A letter with a key of its own. */
  public static Letter letter(
      String channel,
      Notice notice,
      List<String> incidents,
      Instant now,
      Instant notBefore,
      String console) {
    String key = Keys.of(console, channel, now.toString(), notice.why(), incidents.toString());
    return new Letter(key, channel, notice, incidents, now, notBefore);
  }

  private boolean isFor(Outlet outlet, Occasion it) {
    if (!outlet.people()) {
      return true;
    }
    return (recoveries || it.reason() != Reason.RECOVERED)
        && outlet.carries(it.incident().severity())
        && channelsFor(it.incident()).contains(outlet.name());
  }

  /** The names of the channels that tell people of an incident. */
  public List<String> channelsFor(Incident incident) {
    for (Rule rule : rules) {
      if (rule.fits(incident)) {
        return rule.channels();
      }
    }
    return people();
  }

  /** The names of all channels that reach people. */
  public List<String> people() {
    return outlets.stream().filter(Outlet::people).map(Outlet::name).toList();
  }

  /** How an incident stands, in the words of a channel's reader; null where that is not kept. */
  public @Nullable Notice standing(String channel, Incident incident) {
    Outlet outlet = outlet(channel);
    return outlet == null || !outlet.edits()
        ? null
        : Standing.of(incident).notice(incident, outlet.reader());
  }

  public @Nullable Outlet outlet(String name) {
    return outlets.stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
  }

  private Instant sendAt(Outlet outlet, Occasion it, Instant now) {
    Instant at = now;
    if (outlet.people() && it.incident().severity() != Severity.CRITICAL) {
      for (QuietHours hours : quiet) {
        Instant end = hours.endFor(it.incident().severity(), now);
        at = end != null && end.isAfter(at) ? end : at;
      }
    }
    return at;
  }
}
