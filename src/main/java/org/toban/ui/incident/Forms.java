package org.toban.ui.incident;

import java.time.Duration;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Command;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.Verdict;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** The questions that some commands need answered before they are sent. */
public final class Forms {
  private static final List<Duration> LENGTHS =
      List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(4));

  private static final double TEXT_HEIGHT = 420;

  private final Surroundings around;
  private final Words words;

  public Forms(Surroundings around) {
    this.around = around;
    this.words = around.words();
  }

  private Form form(String title) {
    return new Form(words, around.sheets(), title);
  }

  private void send(Command command) {
    around.send().accept(command);
  }

  void acknowledge(Incident incident) {
    acknowledge(List.of(incident));
  }

  /** One answer for all of them; at least one. One that somebody else has is taken over. */
  public void acknowledge(List<Incident> incidents) {
    Incident.Acknowledgement held = incidents.getFirst().acknowledgement();
    if (incidents.size() == 1 && held != null && !held.by().equals(around.person())) {
      new Arranging(around).takeOver(incidents.getFirst());
      return;
    }
    String name = Plain.line(incidents.getFirst().name(), 60);
    Form form =
        form(
            incidents.size() == 1
                ? words.get("ack.title", name)
                : words.get("ack.title-many", incidents.size()));
    form.add(Bits.prose(words.get("ack.what"), "muted"));
    TextField reason = form.line("ack-reason", words.get("field.reason"), words.get("ack.default"));
    ChoiceBox<Duration> length = new ChoiceBox<>();
    length.setId("ack-length");
    length.getItems().setAll(LENGTHS);
    length.setConverter(
        converter(it ->
            it.isZero() ? words.get("ack.until-clear") : words.get("ack.for", it.toMinutes())));
    length.getSelectionModel().selectFirst();
    form.labelled(words.get("ack.length"), length);
    form.require(reason);
    form.focus(reason);
    form.open(
        words.get("act.acknowledge"),
        "primary",
        () -> {
          Duration chosen = length.getValue();
          @Nullable Duration until = chosen.isZero() ? null : chosen;
          for (Incident incident : incidents) {
            send(
                new Command.Acknowledge(
                    around.person(), incident.id(), reason.getText().strip(), until));
          }
        });
    reason.selectAll();
  }

  void escalate(Incident incident) {
    String next = Flow.nextHolder(incident);
    String to = next.isBlank() ? words.get("escalate.nobody") : Plain.line(next, 60);
    Form form = form(words.get("escalate.title", to));
    TextField reason = form.line("escalate-reason", words.get("field.reason"), "");
    form.require(reason);
    form.open(
        words.get("act.escalate"),
        "primary",
        () ->
            send(
                new Command.Escalate(
                    around.person(),
                    incident.id(),
                    reason.getText().strip(),
                    incident.escalationLevel())));
  }

  void note(Incident incident) {
    Form form = form(words.get("note.title"));
    TextArea text = form.area("note-text", words.get("note.what"));
    form.require(text);
    form.open(
        words.get("act.note"),
        "primary",
        () -> send(new Command.AddNote(around.person(), incident.id(), text.getText().strip())));
  }

  void close(Incident incident) {
    boolean firing = !incident.firing().isEmpty();
    Form form = form(words.get("close.title", Plain.line(incident.name(), 60)));
    if (firing) {
      form.add(Bits.prose(words.get("close.firing", incident.firing().size()), "warn", "strong"));
    }
    ChoiceBox<Verdict> verdict = new ChoiceBox<>();
    verdict.setId("close-verdict");
    verdict.getItems().setAll(Verdict.values());
    verdict.setConverter(converter(it -> words.of("verdict", it)));
    verdict.setValue(Verdict.ACTIONABLE);
    form.labelled(words.get("close.verdict"), verdict);
    TextField reason = form.line("close-reason", words.get("field.reason"), "");
    form.require(reason);
    form.focus(reason);
    form.open(
        words.get("act.close"),
        firing ? "danger" : "primary",
        () ->
            send(
                new Command.Close(
                    around.person(), incident.id(), verdict.getValue(), reason.getText().strip())));
  }

  /** Shows what becomes armed, and first what has changed in it since a person last looked. */
  void approve(Step step, @Nullable Approval replaced) {
    Form form = form(words.get("approve.title")).wide();
    form.add(Bits.prose(words.get("approve.what"), "muted"));
    VBox texts = Bits.column(8);
    if (replaced != null) {
      texts.getChildren().add(new ChangeView(around, replaced, step));
      texts.getChildren().add(Bits.label(words.get("change.whole"), "muted"));
    }
    texts.getChildren().add(Bits.prose(Plain.block(step.script()), "mono", "boxed"));
    ScrollPane scroll = Bits.scroll(texts);
    scroll.setMaxHeight(TEXT_HEIGHT);
    form.add(scroll);
    form.add(Bits.prose("SHA-256 " + step.sha256(), "mono", "muted"));
    form.add(Bits.label(Plain.line(step.place().toString(), 120), "mono", "muted"));
    form.open(
        words.get("act.approve"),
        "primary",
        () -> send(new Command.Approve(around.person(), step)));
  }

  /** Stops or allows all automation. */
  public void hold(boolean on) {
    Form form = form(words.get(on ? "hold.title" : "hold.title-off"));
    form.add(Bits.prose(words.get(on ? "hold.what" : "hold.what-off"), "muted"));
    TextField reason = form.line("hold-reason", words.get("field.reason"), "");
    if (on) {
      form.require(reason);
    }
    form.open(
        words.get(on ? "hold.stop" : "hold.allow"),
        "primary",
        () -> send(new Command.Hold(around.person(), on, reason.getText().strip())));
  }

  static <T> StringConverter<T> converter(java.util.function.Function<T, String> text) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : text.apply(value);
      }

      @Override
      public @Nullable T fromString(String unused) {
        return null;
      }
    };
  }
}
