package org.toban.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.toban.runbook.Cores;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Problem;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.Lint;

/**
 * What reading and linting runbooks costs from their texts in memory, beside a bare commonmark
 * parse of the same texts with the same extensions in the same rounds.
 */
final class RunbooksBench {
  private static final int USUAL = 7;

  /** Files a second: 10,000 in ten seconds. */
  private static final int GOAL = 1_000;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  TaskListItemsExtension.create(),
                  YamlFrontMatterExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  @SuppressWarnings("unused") // holds results, so that nothing is optimised away
  private static volatile Object keep = "";

  private RunbooksBench() {}

  /** With so many rounds, 0 for the usual. */
  static List<BenchTable> tables(int rounds) {
    return tables(rounds == 0 ? USUAL : rounds, 10_000);
  }

  static List<BenchTable> tables(int rounds, int size) {
    List<MarkdownFile> files = IntStream.range(0, size).mapToObj(RunbooksBench::file).toList();
    Map<String, Supplier<Object>> subjects = new LinkedHashMap<>();
    subjects.put("bare parse (floor)", () -> bare(files, Cores.one()));
    subjects.put("bare parse, all cores", () -> bare(files, RunbooksBench::atOnce));
    subjects.put("read", () -> RunbookReader.read(files));
    subjects.put("read and lint", () -> Lint.read(files));
    subjects.put(
        "read and lint, all cores", () -> Lint.read(files, Known.nothing(), RunbooksBench::atOnce));
    Map<String, Samples> seconds = new LinkedHashMap<>();
    Map<String, Samples> ratios = new LinkedHashMap<>();
    for (int round = -2; round < rounds; round++) {
      double floor = 0;
      for (Map.Entry<String, Supplier<Object>> subject : subjects.entrySet()) {
        long begun = System.nanoTime();
        keep = subject.getValue().get();
        double took = (System.nanoTime() - begun) / 1e9;
        floor = floor == 0 ? took : floor;
        if (round >= 0) {
          seconds.computeIfAbsent(subject.getKey(), n -> new Samples()).add(took);
          ratios.computeIfAbsent(subject.getKey(), n -> new Samples()).add(took / floor);
        }
      }
    }
    Library library = Lint.read(files);
    long wrong = library.problems().stream().map(Problem::code).distinct().count();
    return List.of(table(files, rounds, library, wrong, seconds, ratios));
  }

  private static BenchTable table(
      List<MarkdownFile> files,
      int rounds,
      Library library,
      long wrong,
      Map<String, Samples> seconds,
      Map<String, Samples> ratios) {
    long characters = files.stream().mapToLong(file -> file.text().length()).sum();
    List<List<String>> rows = new ArrayList<>();
    seconds.forEach((name, samples) -> {
      double perSecond = files.size() / samples.median();
      boolean asked = name.startsWith("read and lint");
      rows.add(
          List.of(
              name,
              format("%,d", files.size()),
              format("%.0f", samples.median() * 1e3),
              format("%,.0f", perSecond),
              format("%.2f", ratios.getOrDefault(name, samples).median()),
              asked ? format(">= %,d files/s", GOAL) : "",
              !asked ? "" : perSecond >= GOAL ? "yes" : "no"));
    });
    return new BenchTable(
        "Runbooks",
        "%,d files with %,d characters in memory: %,d runbooks, %,d problems of %d kinds. Median of %d rounds in turns; the ratio is to the bare commonmark parse on one core in the same round. Goal: 10,000 files read and linted in 10 s."
            .formatted(
                files.size(),
                characters,
                library.runbooks().size(),
                library.problems().size(),
                wrong,
                rounds),
        List.of("case", "files", "ms", "files/s", "ratio to floor", "goal", "met"),
        rows);
  }

  private static Object bare(List<MarkdownFile> files, Cores cores) {
    // the tree is let go of, as the reader does
    return cores.each(files, file -> PARSER.parse(file.text()).getSourceSpans().size());
  }

  private static <A, B> List<B> atOnce(List<A> all, Function<A, B> work) {
    return all.parallelStream().map(work).toList();
  }

  /** A runbook as teams write them; each tenth has something for lint to tell. */
  private static MarkdownFile file(int i) {
    boolean odd = i % 10 == 0;
    String text =
        """
        ---
        alerts: [Service%1$dDown]
        aliases: [サービス停止%1$d]
        ---
        # Service%1$dDown

        ## Meaning

        Service %1$d has stopped answering. See [its neighbour](book-%2$05d.md#meaning) and [impact](#impact).

        ## Impact

        Users of part %1$d see errors:

        - **checkout**: orders fail with status 503
        - **search**: results are *stale*

        ## Diagnosis

        1. Look at the service:

           ```bash
           # State of the service
           systemctl status svc-%1$d

           # Its newest lines
           journalctl -u svc-%1$d -n 100 --no-pager
           ```

        2. Is the disk full? Compare with the [dashboard](https://grafana.example/d/%1$d).

           ```bash
           df -h -- "${TOBAN_LABEL_MOUNTPOINT:-/}"
           ```

        | metric | normal | now |
        |---|---|---|
        | requests | 100/s | look at the panel |
        | errors | < 1 %% | look at the panel |

        ## Mitigation

        ```bash { name=restart timeout=60s sudo }
        # Restart
        sudo systemctl restart svc-%1$d
        ```

        Wait for one minute, then look at `svc-%1$d` again. What was tried before, by whom and with what end stands
        in the wiki of the team; the last three times a restart was enough. そのときの記録も参照してください。

        ## Verify

        ```bash
        curl %3$s http://localhost:8080/health
        ```

        ## Checks
        - [ ] Users can work again
        - [ ] The on-call engineer has told the team

        ## Contacts
        - **Primary**: SRE
        - **Escalation**: Head of SRE
        """
            .formatted(i, i / 10 * 10, odd ? "-sS" : "-fsS");
    return new MarkdownFile("book-%05d.md".formatted(i), text);
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
