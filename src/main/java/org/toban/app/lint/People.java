package org.toban.app.lint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.toban.config.RosterFile;
import org.toban.config.Settings;
import org.toban.incident.Answering;
import org.toban.incident.EscalationPlan;
import org.toban.incident.Roster;

/** Everybody whom a configuration knows: people, groups, contacts and schedules. */
public final class People {
  private People() {}

  /**
   * Their names.
   *
   * @param rosterFile the last reading of the schedules, for the people that calendars name
   */
  public static Set<String> of(Settings settings, Path rosterFile) {
    Set<String> people = new TreeSet<>();
    Answering answering = settings.engine().answering();
    for (Answering.Escalation it : answering.escalations()) {
      if (it.owner() != null) {
        people.add(it.owner());
      }
      for (EscalationPlan.Step step : it.plan().steps()) {
        people.addAll(step.to());
      }
    }
    for (Roster.Rota rota : answering.roster().rotas().values()) {
      people.add(rota.name());
      people.add("oncall:" + rota.name());
      people.addAll(rota.contacts());
      rota.overrides().forEach(it -> people.add(it.who()));
    }
    try {
      for (RosterFile.Kept kept : new RosterFile(rosterFile).read()) {
        if (answering.roster().rotas().containsKey(kept.name())) {
          kept.schedule().shifts().forEach(it -> people.add(it.who()));
        }
      }
    } catch (IOException damaged) {
      return people; // what it remembers is only more of the same
    }
    return people;
  }
}
