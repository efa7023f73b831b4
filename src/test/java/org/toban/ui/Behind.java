package org.toban.ui;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.toban.engine.Board;

/**
 * The sheets that open from another sheet, from a step, or on a board of their own; the gallery
 * shows them, and {@link Everywhere} goes to each.
 *
 * @param board on which they are open; those of one board come after each other in one window
 * @param sheets one after the other
 */
record Behind(Function<FakeParts, Board> board, List<Sheet> sheets) {
  /**
   * One of them.
   *
   * @param name of its picture
   * @param what is to be seen
   * @param open leads there from the board
   */
  record Sheet(String name, String what, Consumer<OnScreen> open) {}

  static final List<Behind> ALL =
      List.of(
          new Behind(
              parts -> parts.boards.busy(),
              List.of(
                  arranging("arrange", "All that can be arranged about it.", Scenes.NEW, ""),
                  arranging("arrange-assign", "Giving it to somebody.", Scenes.NEW, "i"),
                  arranging("arrange-merge", "Making two into one.", Scenes.NEW, "m"),
                  arranging("arrange-link", "Saying that two belong together.", Scenes.NEW, "l"),
                  arranging("arrange-pause", "Stopping the clock.", Scenes.NEW, "p"),
                  arranging("arrange-snooze", "Snoozing, from there.", Scenes.NEW, "z"),
                  arranging("arrange-reopen", "What has recovered is back.", Scenes.RECOVERED, "o"),
                  sheet("note", "A note.", Scenes.NEW, "n"),
                  sheet("step-note", "A note on a step, or a file.", Scenes.NEW, "N"),
                  sheet("hold", "Stopping all automation.", Scenes.NEW, "h"),
                  sheet("person", "Who sits here.", Scenes.NEW, "i"),
                  sheet("close-firing", "Closing what still fires.", Scenes.NEW, "c"))),
          new Behind(
              Scenes::taken,
              List.of(sheet("take-over", "Taking over from somebody.", Scenes.NEW, "a"))),
          new Behind(
              Scenes::edited,
              List.of(
                  firing("approve", "Approving a text that was changed.", "trust-"),
                  new Sheet(
                      "dry-run-changed",
                      "What would run, and what changed in it.",
                      screen -> {
                        String step = screen.fake.boards.restart().id();
                        Scenes.select(screen, Scenes.SERVICE_DOWN);
                        Scenes.fire(screen, "dry-" + step.replaceAll("[^A-Za-z0-9_-]", "-"));
                      }))),
          new Behind(
              Scenes::wanting,
              List.of(
                  new Sheet(
                      "values",
                      "What a step wants to know before it runs.",
                      screen -> {
                        Pictures.select(screen, "PodCrashLooping");
                        Scenes.fire(screen, "dry-");
                        Scenes.fill(screen, "value-pod", "--all");
                        screen.settle();
                      }))),
          new Behind(
              Scenes::logged,
              List.of(
                  new Sheet(
                      "logs",
                      "The lines of the logs around it.",
                      screen -> {
                        Scenes.select(screen, Scenes.SERVICE_DOWN);
                        screen.type("g");
                        OnScreen.await(() ->
                            screen.view.lookup("#logs-lines")
                                    instanceof javafx.scene.control.ListView<?> list
                                && !list.getItems().isEmpty());
                        screen.settle();
                      }))),
          new Behind(
              Scenes::noted,
              List.of(firing("evidence", "What was kept as evidence, whole.", "kept-"))),
          new Behind(
              Scenes::hosts,
              List.of(
                  new Sheet(
                      "hosts",
                      "The settings of hosts, and what differs.",
                      screen -> {
                        screen.type("F");
                        OnScreen.await(() -> {
                          javafx.scene.Node install = screen.view.lookup("#hosts-install");
                          return install != null && !install.isDisabled();
                        });
                        screen.settle();
                      }))),
          new Behind(
              Scenes::severalHosts,
              List.of(
                  new Sheet(
                      "rollout-dry-run",
                      "A step on several hosts, before it runs.",
                      screen -> {
                        Pictures.select(screen, "DiskFull");
                        screen.type("d");
                      }))),
          new Behind(
              Scenes::first,
              List.of(
                  guide(1, "guide-sources", "The first start: a source found, and one that fails."),
                  guide(2, "guide-runbooks", "The first start: a folder of runbooks."),
                  guide(3, "guide-hosts", "The first start: a host reached, and one refused."),
                  guide(4, "guide-end", "The first start: what will be written."))));

  private static Sheet sheet(String name, String what, String incident, String key) {
    return new Sheet(
        name,
        what,
        screen -> {
          Scenes.select(screen, incident);
          screen.type(key);
        });
  }

  private static Sheet arranging(String name, String what, String incident, String key) {
    return new Sheet(
        name,
        what,
        screen -> {
          Scenes.select(screen, incident);
          screen.type("o");
          if (!key.isEmpty()) {
            screen.type(key);
          }
        });
  }

  private static Sheet firing(String name, String what, String button) {
    return new Sheet(
        name,
        what,
        screen -> {
          Scenes.select(screen, Scenes.SERVICE_DOWN);
          Scenes.fire(screen, button);
        });
  }

  private static Sheet guide(int step, String name, String what) {
    return new Sheet(
        name,
        what,
        screen -> {
          Scenes.perform(screen, Act.GUIDE);
          Scenes.fill(screen, "guide-alertmanager", "http://am:9093");
          Scenes.fill(screen, "guide-prometheus", "http://prom:9090");
          if (step == 1) {
            tried(screen, "guide-alertmanager");
            tried(screen, "guide-prometheus");
            return;
          }
          screen.fire("guide-next");
          Scenes.fill(screen, "guide-folder", "~/runbooks");
          if (step == 2) {
            tried(screen, "guide-folder");
            return;
          }
          screen.fire("guide-next");
          OnScreen.await(() -> screen.view.lookup("#guide-host-db-1-test") != null);
          if (step == 3) {
            tried(screen, "guide-host-web-1");
            tried(screen, "guide-host-db-1");
            return;
          }
          screen.fire("guide-next");
        });
  }

  private static void tried(OnScreen screen, String what) {
    screen.fire(what + "-test");
    OnScreen.await(() ->
        screen.view.lookup("#" + what + "-found") instanceof javafx.scene.control.Label it
            && "✓!✕".indexOf(it.getText().charAt(0)) >= 0);
    screen.settle();
  }
}
