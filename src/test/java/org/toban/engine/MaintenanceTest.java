package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.incident.Answering;
import org.toban.incident.Event;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.MaintenanceWindow;

/** Announced work: nobody is told and nothing runs by itself; what fires on at its end is told. */
class MaintenanceTest {
  private static final Alert DOWN = Story.alert("Down", "web", Story.BEGIN);
  private static final Alert OTHER = Story.alert("Plain", "db", Story.BEGIN);

  /** The shipped rule's alert, and what the policy table calls info. */
  private static Alert notice(String... more) {
    return Story.alert("Note", "web", Story.BEGIN, more);
  }

  private static Answering answering(MaintenanceRules rules) {
    Answering it = Answering.standard();
    return new Answering(
        it.escalations(), it.recovery(), it.storm(), it.longestSnooze(), it.roster(), rules, false);
  }

  private static MaintenanceRules rules(MaintenanceWindow... windows) {
    return new MaintenanceRules(
        List.of(windows),
        Matchers.parse("alertname=\"Note\""),
        Set.of("job"),
        Matchers.parse("maintenance=\"true\""),
        Duration.ofHours(12),
        true);
  }

  private static Story story(MaintenanceWindow... windows) {
    Story story = new Story();
    story.settings = Story.settings(answering(rules(windows)));
    return story.start();
  }

  private static MaintenanceWindow window(int fromMinute, int toMinute, String matchers) {
    return MaintenanceWindow.declared(
        "patching", Matchers.parse(matchers), at(fromMinute), at(toMinute), "aoki");
  }

  private static Instant at(int minute) {
    return Story.BEGIN.plus(Duration.ofMinutes(minute));
  }

  @Test
  void nobodyIsToldAndNothingRunsUntilTheWorkIsOver() {
    Story story = story(window(0, 30, "instance=\"web\"")).fires(DOWN).passMinutes(29);
    assertThat(story.notices).isEmpty();
    assertThat(story.scripts()).isEmpty();
    assertThat(story.phase()).isEqualTo("Waiting");
    assertThat(story.events()).containsExactly("Opened", "AlertFired", "MaintenanceBegan");
    story.passMinutes(2);
    assertThat(story.whys()).containsExactly("maintenance is over, and it still fires");
    assertThat(story.scripts()).first().isEqualTo("systemctl restart web");
    assertThat(story.events()).contains("MaintenanceEnded", "ResponseChosen", "RunPlanned");
  }

  @Test
  void whatClearsMeanwhileIsNeverTold() {
    Story story = story(window(0, 30, "instance=\"web\"")).fires(DOWN).passMinutes(5);
    story.clears(DOWN).passMinutes(60);
    assertThat(story.notices).isEmpty();
    assertThat(story.scripts()).containsExactly("curl -f localhost"); // verified when it was over
    assertThat(story.phase()).isEqualTo("Recovered");
  }

  @Test
  void theClockStandsMeanwhileAndGoesOnAfterwards() {
    Story story = story(window(0, 30, "instance=\"web\"")).fires(DOWN).passMinutes(20);
    assertThat(story.incident().deadlines().pausedSince()).isNotNull();
    Instant due = story.incident().deadline();
    story.passMinutes(11);
    assertThat(story.incident().deadlines().pausedSince()).isNull();
    assertThat(story.incident().deadline())
        .isBetween(due.plus(Duration.ofMinutes(29)), due.plus(Duration.ofMinutes(31)));
  }

  @Test
  void anAlertThatNoWorkExplainsIsToldAtOnce() {
    Story story = story(window(0, 30, "instance=\"web\"")).fires(DOWN, OTHER).passMinutes(5);
    assertThat(story.notices).isNotEmpty().allMatch(it -> it.title().contains("Plain"));
  }

  @Test
  void oneUnexplainedAlertOfAnIncidentLetsGoOfAllOfIt() {
    Story story = new Story();
    Answering answering = answering(rules(window(0, 30, "instance=\"web\"")));
    story.settings = Story.settings(answering, List.of("alertname"));
    story.start().fires(DOWN).passMinutes(2);
    assertThat(story.notices).isEmpty();
    story.fires(Story.alert("Down", "web-2", story.now)).passMinutes(1);
    assertThat(story.whys()).containsExactly("maintenance is over, and it still fires");
  }

  @Test
  void anInfoAlertAnnouncesForWhatCarriesItsLabels() {
    Story story = story().fires(notice("job", "pushgateway")).passMinutes(1);
    story.fires(DOWN, OTHER).passMinutes(4);
    assertThat(story.incident("Down").handling().maintenance()).isNotNull();
    assertThat(story.notices).isNotEmpty().allMatch(it -> it.title().contains("Plain"));
    int told = story.notices.size();
    story.clears(notice("job", "pushgateway")).passMinutes(1);
    assertThat(story.whys().subList(told, story.whys().size()))
        .containsOnlyOnce("maintenance is over, and it still fires");
  }

  @Test
  void anAnnouncementThatNobodyTakesBackIsNotBelievedForEver() {
    Story story = story().fires(notice()).passMinutes(1).fires(DOWN).passMinutes(60);
    assertThat(story.notices).isEmpty();
    story.sleep(Duration.ofHours(11)).passMinutes(2);
    assertThat(story.whys()).containsExactly("maintenance is over, and it still fires");
  }

  @Test
  void anAnnouncementOfASourceThatIsBlindHoldsNothingBack() {
    Story story = story().fires(notice(), DOWN).passMinutes(5);
    assertThat(story.notices).isEmpty();
    story.breaks("prod").passMinutes(5);
    assertThat(story.whys()).contains("maintenance is over, and it still fires");
  }

  @Test
  void aWarningCannotAnnounce() {
    Story story = new Story();
    story.settings =
        Story.settings(
            answering(
                new MaintenanceRules(
                    List.of(),
                    Matchers.parse("alertname=\"Disk\""),
                    Set.of(),
                    null,
                    Duration.ofDays(1),
                    true)));
    story.start().fires(Story.alert("Disk", "web", Story.BEGIN), DOWN).passMinutes(1);
    assertThat(story.notices).anyMatch(it -> it.title().contains("Down"));
  }

  @Test
  void aLabelMarksAnAlertAsExpected() {
    Alert marked = Story.alert("Plain", "db", Story.BEGIN, "maintenance", "true");
    Story story = story().fires(marked).passMinutes(20);
    assertThat(story.notices).isEmpty();
    assertThat(story.events(Event.MaintenanceBegan.class))
        .singleElement()
        .extracting(Event.MaintenanceBegan::until)
        .isEqualTo(Story.BEGIN.plus(Duration.ofHours(12)));
  }

  @Test
  void itIsDeclaredAndEndedByHand() {
    Story story = story();
    story.does(new Command.DeclareMaintenance("aoki", window(0, 120, "instance=\"web\"")));
    assertThat(story.effects).anyMatch(Effect.SaveMaintenance.class::isInstance);
    story.fires(DOWN).passMinutes(20);
    assertThat(story.notices).isEmpty();
    assertThat(story.board().maintenance())
        .extracting(MaintenanceWindow::name)
        .containsExactly("patching");
    story.does(new Command.EndMaintenance("aoki", "patching")).pass(Duration.ofSeconds(2));
    assertThat(story.whys()).containsExactly("maintenance is over, and it still fires");
  }

  @Test
  void aPersonMayAnswerMeanwhile() {
    Story story = story(window(0, 30, "instance=\"web\"")).fires(DOWN).passMinutes(2);
    story.does(new Command.Acknowledge("aoki", story.id(), "I see it", null)).passMinutes(40);
    assertThat(story.incident().acknowledgement()).isNotNull();
    assertThat(story.scripts()).isEmpty(); // the response began before an automatic one could
  }

  @Test
  void aRestartInTheMiddleTellsNobody() {
    Story story = story(window(0, 60, "instance=\"web\"")).fires(DOWN).passMinutes(10);
    story.crash().passMinutes(20);
    assertThat(story.notices).isEmpty();
    assertThat(story.incident().handling().maintenance()).isNotNull();
    story.passMinutes(31);
    assertThat(story.whys()).containsExactly("maintenance is over, and it still fires");
  }

  @Test
  void aRestartDuringAnAnnouncementTellsNobody() {
    Story story = story().fires(notice(), DOWN).passMinutes(10);
    story.crash().passMinutes(10);
    assertThat(story.notices).isEmpty();
  }

  @Test
  void manyIncidentsAreToldAsOneAtTheEnd() {
    Story story = story(window(0, 30, "{}"));
    for (int i = 0; i < 15; i++) {
      story.fires(Story.alert("Plain", "host-" + i, Story.BEGIN));
    }
    story.passMinutes(29);
    assertThat(story.notices).isEmpty();
    story.passMinutes(2);
    assertThat(story.notices)
        .singleElement()
        .satisfies(it -> assertThat(it.title()).contains("15"));
  }

  @Test
  void theWorkItselfIsKeptAsInformation() {
    Story story = story(window(1, 3, "instance=\"web\"")).passMinutes(2);
    assertThat(story.board().rows())
        .anyMatch(row ->
            row.alert().name().equals(OwnAlerts.MAINTENANCE)
                && row.alert().target().equals("patching"));
    story.passMinutes(2);
    assertThat(story.board().rows())
        .noneMatch(row -> row.alert().name().equals(OwnAlerts.MAINTENANCE));
    assertThat(story.notices).isEmpty();
    assertThat(story.effects.stream().filter(Effect.Episodes.class::isInstance)).hasSize(2);
  }

  @Test
  void tobansOwnTroublesAreNeverHeldBack() {
    Story story = story(window(0, 60, "{}")).passMinutes(1).breaks("prod").passMinutes(10);
    assertThat(story.notices).anyMatch(it -> it.title().contains(OwnAlerts.BLIND));
  }

  @Test
  void whatNobodyIsToldOfIsNotRemindedOfEverySecond() {
    Story story = story(window(0, 60 * 20, "instance=\"web\"")).fires(DOWN).passMinutes(60 * 10);
    assertThat(story.board().messages()).noneMatch(it -> it.key().equals("timer.overdue"));
    assertThat(Map.copyOf(story.board().next())).hasSize(1);
  }
}
