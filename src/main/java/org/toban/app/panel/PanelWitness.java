package org.toban.app.panel;

import java.time.Instant;
import java.util.List;
import org.toban.engine.evidence.Witness;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.ui.look.Times;
import org.toban.ui.panel.PanelText;
import org.toban.ui.parts.Panels;

/** Panels as text, in a language and zone; what cannot be had says so in its place. */
public record PanelWitness(Panels panels, Times times) implements Witness {
  @Override
  public List<Evidence> look(Incident incident, List<Step> steps, Instant now) {
    return steps.stream()
        .map(step -> {
          Panels.Answer answer = panels.read(step, incident, now);
          String text = PanelText.of(step, answer, now, times);
          return new Evidence(Evidence.Kind.PANEL, step.title(), text);
        })
        .toList();
  }
}
