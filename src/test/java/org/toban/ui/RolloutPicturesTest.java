package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Event;
import org.toban.incident.rollout.Plan;
import org.toban.incident.rollout.Share;
import org.toban.ui.parts.Preferences.Theme;

/** A step on several hosts: its dry run, its course, and what a person can do about it by keys. */
class RolloutPicturesTest {
  private static OnScreen open(
      String language, Theme theme, int width, Rollouts rollouts, Board it) {
    OnScreen screen = OnScreen.open(new FakeParts(language), theme, width, 900);
    rollouts.boards().events.forEach(screen.fake.boards.events::putIfAbsent);
    screen.show(it);
    Pictures.select(screen, "DiskFull");
    return screen;
  }

  /** The end of the ids of the step's nodes. */
  private static String step(Rollouts rollouts) {
    return rollouts.step().id().replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static Event[] failed(Rollouts rollouts, Plan plan, int from) {
    return Stream.concat(
            rollouts.course(plan, 2, 0, 1).stream(),
            Stream.of(Rollouts.stopped(plan, "web-4", from)))
        .toArray(Event[]::new);
  }

  // --- the dry run ------------------------------------------------------------------------------

  @Test
  void theDryRunShowsEveryHostAndStartsTheTickedOnes() {
    Rollouts rollouts = new Rollouts("en", 9, "");
    try (OnScreen screen = open("en", Theme.LIGHT, 1440, rollouts, rollouts.firing())) {
      screen.type("d");
      ListView<?> list = screen.get("hosts-list", ListView.class);
      assertThat(list.getItems()).hasSize(9);
      Pictures.keep(screen, "rollout-dry-en-light");
      screen.key(KeyCode.DOWN);
      screen.key(KeyCode.SPACE);
      assertThat(screen.get("hosts-run", Button.class).getText()).isEqualTo("Run on 8 hosts");
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent)
          .singleElement()
          .isInstanceOfSatisfying(
              Command.RunOnHosts.class,
              it -> {
                assertThat(it.hosts()).hasSize(8).doesNotContain("web-2");
                assertThat(it.share()).isEqualTo(new Share(25, true));
              });
    }
  }

  /**
   * Without a word in the runbook it is the alert's host, as before, and the others are offered.
   */
  @Test
  void aBlockThatSaysNothingIsAboutOneHostUntilMoreAreTicked() {
    Rollouts rollouts = new Rollouts("en", 3, "plain");
    try (OnScreen screen = open("en", Theme.DARK, 1440, rollouts, rollouts.firing())) {
      screen.type("d");
      assertThat(screen.get("hosts-run", Button.class).getText()).isEqualTo("Run on web-1");
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent.getLast())
          .isEqualTo(
              new Command.RunStep(screen.around.person(), Rollouts.ID, rollouts.step().id()));
      screen.type("d");
      screen.key(KeyCode.DOWN);
      screen.key(KeyCode.SPACE);
      screen.key(KeyCode.ENTER);
      assertThat(screen.fake.sent.getLast())
          .isInstanceOfSatisfying(
              Command.RunOnHosts.class,
              it -> {
                assertThat(it.hosts()).containsExactly("web-1", "web-2");
                assertThat(it.share()).isEqualTo(Share.ONE);
              });
    }
  }

  @Test
  void allOfThemAreConfirmedByTyping() {
    Rollouts rollouts = new Rollouts("ja", 9, "confirm=host approve=2");
    try (OnScreen screen = open("ja", Theme.DARK, 1440, rollouts, rollouts.firing())) {
      screen.type("d");
      Button run = screen.get("hosts-run", Button.class);
      assertThat(run.isDisabled()).isTrue();
      screen.tabTo("hosts-confirm");
      screen.write("web-1 +7");
      assertThat(run.isDisabled()).isTrue();
      screen.press(KeyCode.BACK_SPACE, false);
      screen.write("8");
      Pictures.keep(screen, "rollout-dry-ja-dark");
    }
  }

  @Test
  void whatStandsInTheWayIsSaid() {
    Rollouts rollouts = new Rollouts("en", 3, "");
    try (OnScreen screen = open("en", Theme.DARK, 900, rollouts, rollouts.firing())) {
      screen.type("d");
      screen.tabTo("hosts-share");
      screen.write("half");
      assertThat(screen.get("hosts-problem", Label.class).getText()).contains("3 or 25%");
      assertThat(screen.get("hosts-run", Button.class).isDisabled()).isTrue();
      screen.picture("rollout-dry-narrow");
    }
  }

  // --- the course -------------------------------------------------------------------------------

  @Test
  void theHostsStandInAListAndTheChosenOnesOutputBelow() {
    Rollouts rollouts = new Rollouts("en", 9, "");
    Plan plan = rollouts.plan(2);
    Board board = rollouts.firing(rollouts.course(plan, 4, null, null).toArray(Event[]::new));
    try (OnScreen screen = open("en", Theme.DARK, 1440, rollouts, board)) {
      String step = step(rollouts);
      assertThat(screen.get("rollout-summary-" + step, Label.class).getText())
          .isEqualTo("4 of 9 done, 2 running");
      assertThat(screen.get("rollout-heading-" + step, Label.class).getText()).contains("web-6");
      screen.show(
          rollouts.withHosts(
              rollouts
                  .boards()
                  .printing(plan.runId("web-6"), "Vacuuming \u001b[1mnow\u001b[0m…\n")));
      assertThat(screen.get("rollout-output-" + step, Label.class).getText())
          .startsWith("Vacuuming now…");
      Pictures.keep(screen, "rollout-en-dark");
      screen.type("T");
      screen.key(KeyCode.HOME);
      assertThat(screen.get("rollout-output-" + step, Label.class).getText())
          .contains("freed 812.0M");
      screen.type(".");
      assertThat(screen.fake.sent)
          .containsExactly(new Command.StopRollout(screen.around.person(), Rollouts.ID, plan.id()));
    }
  }

  @Test
  void aFailureIsShownAndTheRestGoesOnByOneKey() {
    Rollouts rollouts = new Rollouts("ja", 9, "");
    Plan plan = rollouts.plan(2);
    try (OnScreen screen =
        open("ja", Theme.LIGHT, 1440, rollouts, rollouts.firing(failed(rollouts, plan, 4)))) {
      String step = step(rollouts);
      assertThat(screen.get("rollout-summary-" + step, Label.class).getText())
          .isEqualTo("9 台中 3 台完了、web-4 で停止");
      assertThat(screen.get("rollout-output-" + step, Label.class).getText())
          .isEqualTo("Failed to vacuum: Read-only file system");
      Pictures.keep(screen, "rollout-ja-light");
      screen.type("G");
      assertThat(screen.fake.sent)
          .containsExactly(new Command.GoOnRollout(screen.around.person(), Rollouts.ID, plan.id()));
    }
  }

  /** Two hundred hosts are some lines of the screen, in a narrow window too. */
  @Test
  void manyHostsAreAFewNodes() {
    Rollouts rollouts = new Rollouts("en", 200, "");
    Plan plan = rollouts.plan(50);
    try (OnScreen screen =
        open("en", Theme.LIGHT, 900, rollouts, rollouts.firing(failed(rollouts, plan, 4)))) {
      ListView<?> list = screen.get("rollout-hosts-" + step(rollouts), ListView.class);
      assertThat(list.getItems()).hasSize(200);
      List<?> cells =
          screen.all(ListCell.class).stream().filter(it -> list.equals(it.getListView())).toList();
      assertThat(cells).hasSizeBetween(4, 12);
      screen.picture("rollout-narrow");
      Region view = screen.get("rollout-" + step(rollouts), Region.class);
      assertThat(OnScreen.fx(() -> view.minWidth(-1))).as("fits a narrow window").isLessThan(340);
    }
  }
}
