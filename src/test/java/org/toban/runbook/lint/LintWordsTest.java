package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.runbook.Flaw;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/** Words for every flaw in both languages. */
class LintWordsTest {
  private static final List<String> ARGUMENTS = List.of("<zero>", "<one>", "<two>", "<three>");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyFlawHasWords(String language) {
    LintWords words = LintWords.in(Locale.forLanguageTag(language));
    Set<String> told = new HashSet<>();
    for (Flaw flaw : Flaw.values()) {
      String text =
          words.of(new Problem(new Place("a", 1), flaw.level(), flaw, ARGUMENTS, List.of()));
      assertThat(text).as(flaw.name()).isNotBlank().doesNotContain("{0}", "{1}", "{2}", "{3}");
      assertThat(told.add(text)).as(text).isTrue();
    }
  }

  @Test
  void noWordsAreLeftOver() {
    Set<String> names = new TreeSet<>();
    for (Flaw flaw : Flaw.values()) {
      names.add(flaw.name());
    }
    ResourceBundle bundle = ResourceBundle.getBundle("org.toban.runbook.lint.lint", Locale.ROOT);
    assertThat(bundle.keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void bracesThatAreNoPlacesStay() {
    Problem problem = Problem.of(new Place("a", 1), Flaw.REMOVES_MORE, "DIR");
    assertThat(LintWords.in(Locale.ENGLISH).of(problem)).contains("$DIR is", "${DIR:?}");
    assertThat(LintWords.in(Locale.JAPANESE).of(problem)).contains("$DIR が", "${DIR:?}");
  }
}
