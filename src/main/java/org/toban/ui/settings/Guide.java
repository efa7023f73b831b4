package org.toban.ui.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.saying.Saying;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.FirstRun;
import org.toban.ui.parts.FirstRun.Answers;
import org.toban.ui.parts.FirstRun.Found;

/** From nothing to a board of one's own: sources, runbooks, hosts, each tried; then the file. */
public final class Guide {
  private static final int STEPS = 4;

  private final Surroundings around;
  private final Words words;
  private final Configuring configuring;
  private final FirstRun first;
  private Answers answers = Answers.none();
  private final Set<String> hosts = new LinkedHashSet<>();

  private Guide(Surroundings around, Configuring configuring, FirstRun first) {
    this.around = around;
    this.words = around.words();
    this.configuring = configuring;
    this.first = first;
  }

  /** Opens it, where there is no configuration yet; says whether it did. */
  public static boolean open(Surroundings around, Configuring configuring) {
    FirstRun first = configuring.firstRun();
    if (first == null) {
      return false;
    }
    new Guide(around, configuring, first).sources();
    return true;
  }

  private void sources() {
    TextField alertmanager =
        line("guide-alertmanager", "http://localhost:9093", answers.alertmanager());
    TextField prometheus = line("guide-prometheus", "http://localhost:9090", answers.prometheus());
    VBox body =
        Bits.column(
            10,
            tried(
                "alertmanager",
                alertmanager,
                () -> first.source(Answers.none().withSource(false, text(alertmanager)))),
            tried(
                "prometheus",
                prometheus,
                () -> first.source(Answers.none().withSource(true, text(prometheus)))));
    step(
        1,
        body,
        null,
        alertmanager,
        () -> {},
        () -> {
          answers =
              answers.withSource(false, text(alertmanager)).withSource(true, text(prometheus));
          runbooks();
        });
  }

  private void runbooks() {
    TextField folder = line("guide-folder", "~/runbooks", answers.runbooks());
    step(
        2,
        tried("folder", folder, () -> first.runbooks(Answers.none().withRunbooks(text(folder)))),
        null,
        folder,
        this::sources,
        () -> {
          answers = answers.withRunbooks(text(folder));
          hosts();
        });
  }

  private void hosts() {
    hosts(List.of(Bits.prose(words.get("guide.looking"), "muted")), List.of());
    FxFeed.read(
        first::hosts,
        names -> {
          Node none = Bits.prose(words.get("guide.no-hosts"), "muted");
          List<CheckBox> boxes = names.stream().map(this::box).toList();
          List<Node> lines = new ArrayList<>();
          for (int i = 0; i < names.size(); i++) {
            lines.add(host(names.get(i), boxes.get(i)));
          }
          hosts(names.isEmpty() ? List.of(none) : lines, boxes);
        },
        failure -> hosts(List.of(Bits.prose(message(failure), "warn")), List.of()));
  }

  private void hosts(List<Node> lines, List<CheckBox> boxes) {
    var scroll = Bits.scroll(Bits.column(4, lines.toArray(new Node[0])));
    scroll.setPrefHeight(220);
    step(3, scroll, boxes.isEmpty() ? null : boxes.getFirst(), null, this::runbooks, this::end);
  }

  private CheckBox box(String name) {
    CheckBox box = new CheckBox(Plain.line(name, 60));
    box.setId("guide-host-" + name);
    box.setMinWidth(180);
    box.setSelected(hosts.contains(name));
    box.selectedProperty()
        .addListener((property, before, now) -> {
          hosts.remove(name);
          if (now) {
            hosts.add(name);
          }
          answers = answers.withHosts(List.copyOf(hosts));
        });
    return box;
  }

  private Node host(String name, CheckBox box) {
    Label found = Bits.prose("", "muted");
    Button test =
        test(
            "guide-host-" + name + "-test",
            found,
            () -> first.host(Answers.none().withHosts(List.of(name))));
    return Bits.row(10, box, test, found);
  }

  private void end() {
    String text = first.text(answers, words.get("guide.comment").replace("|", "\n") + "\n");
    Label shown = Bits.prose(Plain.exact(text), "mono");
    shown.setId("guide-text");
    shown.setText(text);
    Label result = Bits.prose("", "warn");
    result.setId("guide-result");
    var scroll = Bits.scroll(shown);
    scroll.setPrefHeight(220);
    VBox body = Bits.column(10, scroll, result);
    if (!answers.hasSource()) {
      result.setText(words.get("guide.no-source"));
    }
    step(4, body, null, null, this::hosts, () -> write(text, result));
  }

  private void write(String text, Label result) {
    FxFeed.read(
        () -> {
          List<Saying> whyNot = new ArrayList<>(first.write(text));
          if (whyNot.isEmpty()) {
            whyNot.addAll(configuring.takeUp());
          }
          return whyNot;
        },
        whyNot ->
            result.setText(
                Plain.block(
                    whyNot.stream()
                        .map(it -> it.in(words.locale()))
                        .collect(Collectors.joining("\n")))),
        failure -> result.setText(message(failure)));
  }

  // --- what the steps are made of -----------------------------------------------------------

  private void step(
      int number,
      Node body,
      @Nullable Node home,
      @Nullable Node focus,
      Runnable back,
      Runnable next) {
    boolean last = number == STEPS;
    Button backwards = Bits.button("guide-back", words.get("guide.back"), "", back);
    backwards.setDisable(number == 1);
    Button onwards =
        Bits.button("guide-next", words.get(last ? "guide.write" : "guide.next"), "", next);
    onwards.getStyleClass().add("primary");
    onwards.setDisable(last && !answers.hasSource());
    Button cancel =
        Bits.button("sheet-cancel", words.get("guide.later"), "Esc", around.sheets()::close);
    VBox card =
        Bits.column(
            12,
            Bits.row(
                10,
                Bits.label(words.get("guide.title." + number), "sheet-title"),
                Bits.spacer(),
                Bits.label(words.get("guide.step", number, STEPS), "muted")),
            Bits.prose(words.get("guide.what." + number), "muted"),
            body,
            Bits.row(8, cancel, Bits.spacer(), backwards, onwards));
    card.setId("guide");
    card.setPrefWidth(680);
    around.sheets().open(card, home == null ? focus : home); // where Tab comes round to
    (focus == null ? onwards : focus).requestFocus();
  }

  private static TextField line(String id, String prompt, String value) {
    TextField field = new TextField(value);
    field.setId(id);
    field.setPromptText(prompt);
    return field;
  }

  private Node tried(String name, TextField field, Callable<Found> trial) {
    String label = words.get("guide." + name);
    field.setAccessibleText(label);
    Label found = Bits.prose("", "muted");
    Button test = test(field.getId() + "-test", found, trial);
    test.disableProperty().bind(field.textProperty().isEmpty());
    field.setOnAction(event -> test.fire());
    javafx.scene.layout.HBox.setHgrow(field, javafx.scene.layout.Priority.ALWAYS);
    return Bits.column(4, Bits.label(label, "field-label"), Bits.row(8, field, test), found);
  }

  private Button test(String id, Label found, Callable<Found> trial) {
    found.setId(id.replaceFirst("-test$", "-found"));
    return Bits.button(
        id,
        words.get("guide.test"),
        "",
        () -> {
          found.setText(words.get("guide.trying"));
          FxFeed.read(trial, it -> say(found, it), failure -> found.setText(message(failure)));
        });
  }

  private void say(Label label, Found found) {
    String mark =
        switch (found.state()) {
          case OK -> "✓ ";
          case WARNING -> "! ";
          case FAILED -> "✕ ";
        };
    Object[] detail =
        found.detail().stream()
            .map(it -> it instanceof Saying saying ? saying.in(words.locale()) : it)
            .toArray();
    String said = words.get("guide.found." + found.key(), detail);
    Saying mend = found.mend();
    label.setText(Plain.block(mark + said + (mend == null ? "" : "\n" + mend.in(words.locale()))));
    label.getStyleClass().removeAll("ok", "warn", "bad", "muted");
    label
        .getStyleClass()
        .add(
            switch (found.state()) {
              case OK -> "ok";
              case WARNING -> "warn";
              case FAILED -> "bad";
            });
  }

  private static String text(TextField field) {
    return field.getText().strip();
  }

  private static String message(Exception failure) {
    return Plain.line(String.valueOf(failure.getMessage()), 300);
  }
}
