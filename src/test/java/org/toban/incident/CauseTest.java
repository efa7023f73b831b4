package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event keeps is told again from its words alone. */
class CauseTest {
  private static Object[] arguments(Cause cause) {
    return switch (cause) {
      case LABEL_SEVERITY, POLICY_SEVERITY -> new Object[] {"CRITICAL", "alert-response.md:25"};
      case NO_SEVERITY -> new Object[] {"WARNING"};
      case VERIFY_STEPS_PASS -> new Object[] {2, 2};
      case VERIFY_STEP_FAILS -> new Object[] {"health", "exit status 7"};
      case RUN_ON -> new Object[] {"restart", "web-1", "TIME_LIMIT: after 30 s"};
      case ROLLOUT_FAILED, ROLLOUT_REFUSED -> new Object[] {"web-2", "exit status 1"};
      case LEASE_HELD -> new Object[] {"web-1", "desk-2", 35};
      case STARTED_ELSEWHERE -> new Object[] {"desk-2", 35};
      case NO_LEASE -> new Object[] {"web-1", "/home/x cannot be written to"};
      case START_LIMIT, HOST_START_LIMIT -> new Object[] {3, 3, "2026-11-25T03:00:00Z"};
      case FIRED_AGAIN_WITH,
          EVERY_GUARD_PASSES,
          MISSING,
          EXIT_STATUS,
          OUTCOME_UNKNOWN,
          ENDED_BY,
          NOBODY_ON_CALL,
          NOBODY_ANSWERED,
          NO_VERDICT,
          HOST_BUSY,
          BAD_REQUEST,
          PLACE_NOT_ALLOWED,
          SECRET_NOT_ALLOWED,
          ROLLOUT_STOPPED,
          SPLIT_FROM,
          MERGED_WITH,
          BUNDLED,
          DIGEST,
          IN_PLACE_OF,
          TEST,
          NOBODY_TOLD,
          TRIED_AGAIN ->
          new Object[] {"it"};
      default -> new Object[0];
    };
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void isToldAgain(Cause cause) {
    Object[] arguments = arguments(cause);
    Cause.Told told = Cause.of(cause.said(arguments)).orElseThrow();
    assertThat(told.cause()).isEqualTo(cause);
    assertThat(told.arguments())
        .isEqualTo(List.of(arguments).stream().map(Object::toString).toList());
  }

  /** Events of an earlier version of Toban have the same words. */
  @Test
  void whatWasStoredBeforeIsTold() {
    assertThat(Cause.of("missing from complete answers of prod"))
        .contains(new Cause.Told(Cause.MISSING, List.of("prod")));
    assertThat(Cause.of("verify step \"health\" fails: exit status 7"))
        .contains(new Cause.Told(Cause.VERIFY_STEP_FAILS, List.of("health", "exit status 7")));
    assertThat(Cause.of("CRITICAL by the label severity=critical"))
        .contains(new Cause.Told(Cause.LABEL_SEVERITY, List.of("CRITICAL", "critical")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "asked by the team",
        "fixed by Aya",
        "it will recover",
        "New incident",
        "nobody answered",
        "missing from complete answers",
      })
  void aPersonsWordsAreNoCause(String words) {
    assertThat(Cause.of(words)).isEmpty();
  }

  /** Titles and labels may hold anything, these words too. */
  @Property
  void anyArgumentIsKept(@ForAll String any) {
    assertThat(Cause.of(Cause.EVERY_GUARD_PASSES.said(any)))
        .contains(new Cause.Told(Cause.EVERY_GUARD_PASSES, List.of(any)));
    assertThat(Cause.of(any).map(it -> it.cause().said(it.arguments().toArray())).orElse(any))
        .isEqualTo(any);
  }
}
