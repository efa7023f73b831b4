package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.RolloutStoryTest.fire;
import static org.toban.engine.RolloutStoryTest.hosts;
import static org.toban.engine.RolloutStoryTest.run;
import static org.toban.engine.RolloutStoryTest.started;
import static org.toban.engine.RolloutStoryTest.story;
import static org.toban.engine.Story.exit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Standing;
import org.toban.remedy.Outcome;

/** The rules of a step on several hosts, whatever happens in whatever order. */
class RolloutPropertyTest {
  /**
   * Whatever the hosts answer, whoever goes on and however often Toban is killed: no host has two
   * runs, never more than the share at once, and nothing starts after a failure until a person says
   * so.
   */
  @Property(tries = 40)
  void noOrderOfThingsBreaksTheRules(
      @ForAll @IntRange(min = 1, max = 8) int hosts,
      @ForAll @IntRange(min = 1, max = 5) int share,
      @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> course) {
    Story mine = story();
    mine.host = work -> null;
    fire(mine, hosts);
    run(mine, hosts(hosts), "" + share);
    for (int what : course) {
      int before = mine.started.size();
      boolean failed = isStopped(mine);
      step(mine, what);
      boolean asked = what == 8;
      assertThat(mine.started.size() > before && failed && !asked).isFalse();
      check(mine, share);
    }
  }

  private static boolean isStopped(Story story) {
    Incident it = story.incident();
    return it.rollouts().getLast().ended() != null;
  }

  private static void step(Story story, int what) {
    List<Run> running = story.incident().runs().stream().filter(it -> it.ended() == null).toList();
    Rollout rollout = story.incident().rollouts().getLast();
    switch (what) {
      case 7 -> story.crash();
      case 8 -> story.does(new Command.GoOnRollout("aoki", story.id(), rollout.plan().id()));
      case 9 -> story.pass(Duration.ofSeconds(3));
      default -> {
        if (!running.isEmpty()) {
          String runId = running.get(what % running.size()).intent().runId();
          Outcome outcome = what == 6 ? exit(1) : exit(0);
          story.take(new Input.RunFinished(story.now, story.id(), runId, outcome));
        }
      }
    }
  }

  private static void check(Story story, int share) {
    Incident it = story.incident();
    assertThat(started(story)).doesNotHaveDuplicates();
    assertThat(it.runs().stream().filter(run -> run.ended() == null).count())
        .isLessThanOrEqualTo(share);
    Set<String> planned =
        it.runs().stream().map(run -> run.intent().host()).collect(Collectors.toSet());
    assertThat(planned).containsAll(started(story));
    Rollout rollout = it.rollouts().getLast();
    Map<String, Standing> standings = new LinkedHashMap<>(rollout.standings(it.runs()));
    List<Standing> inOrder = new ArrayList<>(standings.values());
    boolean goesOn = rollout.ended() == null;
    if (goesOn) {
      standings.keySet().retainAll(rollout.turns());
      assertThat(standings.values())
          .doesNotContain(Standing.FAILED, Standing.UNKNOWN, Standing.NOT_STARTED);
      assertThat(inOrder).contains(Standing.RUNNING);
    } else {
      assertThat(inOrder).doesNotContain(Standing.WAITING);
    }
  }
}
