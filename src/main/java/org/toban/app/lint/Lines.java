package org.toban.app.lint;

import java.util.Locale;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.LintWords;

/** Problems as lines: for people and editors, or as annotations of GitHub Actions. */
public enum Lines {
  PLAIN {
    @Override
    public String of(Problem problem, LintWords words) {
      String level = problem.level().name().toLowerCase(Locale.ROOT);
      return problem.place()
          + ": "
          + level
          + ": "
          + words.of(problem)
          + " ["
          + problem.code()
          + "]";
    }
  },
  GITHUB {
    @Override
    public String of(Problem problem, LintWords words) {
      String level =
          switch (problem.level()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      return "::%s file=%s,line=%d,title=%s::%s"
          .formatted(
              level,
              escaped(problem.place().file()).replace(":", "%3A").replace(",", "%2C"),
              problem.place().line(),
              problem.code(),
              escaped(words.of(problem)));
    }
  };

  public abstract String of(Problem problem, LintWords words);

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
