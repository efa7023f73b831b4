package org.toban.saying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;

/** What of a Japanese text is English: runs of three words that are no value and no command. */
public final class InJapanese {
  private static final Pattern VALUES =
      Pattern.compile(
          "'[^']*'|（[^（）]*）|「[^」]*」|toban [a-z]+ PATH|sha256/[^ ]*|/[^\\s:]*|[a-z]+://\\S*");
  private static final Pattern RUN = Pattern.compile("[A-Za-z]+(?: [A-Za-z]+){2,}");

  private InJapanese() {}

  /** The mistakes of a file, of which none is told to a Japanese reader in English. */
  public static List<Mistake> told(ConfigFile.Result.Wrong wrong) {
    assertThat(wrong.mistakes()).isNotEmpty();
    for (Mistake it : wrong.mistakes()) {
      String told = it.advice().in(Locale.JAPANESE);
      assertThat(foreign(told)).as(told).isEmpty();
      assertThat(told).containsPattern("[\\p{IsHiragana}\\p{IsKatakana}]");
    }
    return wrong.mistakes();
  }

  public static List<String> foreign(String text) {
    String own = text;
    for (String before = ""; !before.equals(own); ) {
      before = own;
      own = VALUES.matcher(own).replaceAll("・");
    }
    return RUN.matcher(own).results().map(MatchResult::group).toList();
  }
}
