package org.toban.drill;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on the practice estate, and what mends it.
 *
 * @param name in kebab case, as the command line has it
 * @param alert the alert that it raises, null when none
 * @param host the host that is answered on, null when none
 * @param respond the fence names of the shipped runbook's respond steps that mend it, in order
 * @param verify the fence names of the verify steps that must pass in the end
 */
public record Scenario(
    String name,
    Text title,
    @Nullable String alert,
    @Nullable String host,
    List<String> respond,
    List<String> verify,
    Ending ending,
    Text briefing,
    Text debriefing,
    Plot plot) {

  /** How a scenario ends when it is answered well. */
  public enum Ending {
    /** The remedy mends it, and the alert clears. */
    RECOVERS,
    /** The first remedy does not mend it: it is escalated, and the next one mends it. */
    ESCALATES,
    /** An alert that is only recorded; the remedy mends it. */
    RECORDED,
    /** It clears by itself. */
    CLEARS,
    /** Nothing happens. */
    CALM
  }

  /** A text in both languages. */
  public record Text(String japanese, String english) {
    public String in(String language) {
      return language.equals("ja") ? japanese : english;
    }
  }

  /** Opaque: how the estate plays it. */
  public static final class Plot {
    private final Supplier<Course> course;

    Plot(Supplier<Course> course) {
      this.course = course;
    }

    Course begin() {
      return course.get();
    }
  }

  public Scenario {
    respond = List.copyOf(respond);
    verify = List.copyOf(verify);
  }

  /** All, in the order in which a newcomer should meet them. */
  public static List<Scenario> all() {
    return Scenarios.ALL;
  }

  public static Optional<Scenario> named(String name) {
    return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
