package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.toban.runbook.Cores;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Problem;
import org.toban.runbook.RunbookReader;

/** Reads runbooks and says what is wrong with them. */
public final class Lint {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::level)
          .thenComparing(Problem::flaw)
          .thenComparing(it -> String.join("\n", it.arguments()));

  private Lint() {}

  /** A library whose problems are all that lint finds in it, by file and line. */
  public static Library read(List<MarkdownFile> files) {
    return read(files, Known.nothing(), Cores.one());
  }

  /** As above, held against what else is known; the files are looked at by these cores. */
  public static Library read(List<MarkdownFile> files, Known known, Cores cores) {
    RunbookReader.Reading<FileLook> reading = RunbookReader.read(files, cores, FileLint::look);
    Library library = reading.library();
    Names names = new Names(library);
    List<Problem> all = new ArrayList<>(known.before());
    all.addAll(library.problems());
    reading.looks().forEach(it -> all.addAll(it.problems()));
    all.addAll(LinkLint.check(files, reading.looks(), known.files()));
    all.addAll(TableLint.check(library, names));
    all.addAll(RunbookLint.check(library, known));
    all.addAll(RuleLint.check(library, known.rules()));
    List<Problem> told =
        Suppressions.apply(reading.looks(), all, notAsked(known)).stream()
            .distinct()
            .sorted(ORDER)
            .toList();
    return library.withProblems(told);
  }

  /** Codes that need what was not given: a comment that turns one off is not idle for that. */
  private static Set<String> notAsked(Known known) {
    Set<String> codes = new HashSet<>();
    if (known.rules().isEmpty()) {
      codes.addAll(Set.of("rule-without-runbook", "runbook-without-rule", "severity-conflict"));
    }
    if (known.people().isEmpty()) {
      codes.addAll(Set.of("unknown-owner", "unknown-contact"));
    }
    if (known.used() == null) {
      codes.add("unused-runbook");
    }
    return codes;
  }
}
