package org.toban.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.incident.Cause;

/** Why Toban did something, in both languages. */
class CausesTest {
  private static final Causes JAPANESE = Causes.in(Locale.JAPANESE);
  private static final Causes ENGLISH = Causes.in(Locale.ENGLISH);

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyCauseHasWordsWithTheSamePlaces(String language) {
    ResourceBundle words =
        ResourceBundle.getBundle(
            "org.toban.review.review",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    Set<String> keys =
        words.keySet().stream().filter(key -> key.startsWith("cause.")).collect(Collectors.toSet());
    assertThat(keys)
        .isEqualTo(
            Arrays.stream(Cause.values()).map(it -> "cause." + it).collect(Collectors.toSet()));
    for (Cause cause : Cause.values()) {
      String text = words.getString("cause." + cause);
      Set<String> places = new TreeSet<>();
      for (int i = 0; i < 4; i++) {
        if (text.contains("{" + i + "}")) {
          places.add("x" + i);
        }
      }
      String kept = cause.said(places.toArray()); // refuses another number of them
      assertThat(places).as(text).allSatisfy(place -> assertThat(kept).contains(place));
      if (language.equals("ja")) {
        assertThat(text).containsPattern("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "new incident | 新しいインシデント | new incident",
        "missing from complete answers of prod | prod の完全な応答に含まれない | missing from complete answers of prod",
        "verify step \"health\" fails: exit status 7 | 確認手順「health」が失敗: 終了コード 7 | verify step “health” fails: exit status 7",
        "\"restart\" on web-1: TIME_LIMIT: after 30 s | web-1 の「restart」: 制限時間で停止: after 30 s | “restart” on web-1: stopped at its time limit: after 30 s",
        "bundled: fired again | まとめて通知: 再発報 | bundled: fired again",
        "夜間のため引き継ぐ | 夜間のため引き継ぐ | 夜間のため引き継ぐ",
      })
  void saysItInTheReadersLanguage(String kept, String japanese, String english) {
    assertThat(JAPANESE.of(kept)).isEqualTo(japanese);
    assertThat(ENGLISH.of(kept)).isEqualTo(english);
  }

  @Test
  void aSeverityIsSaidInWordsToo() {
    assertThat(JAPANESE.of("CRITICAL by alert-response.md:25"))
        .contains("alert-response.md:25")
        .doesNotContain("CRITICAL");
  }
}
