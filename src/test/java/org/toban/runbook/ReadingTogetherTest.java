package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.Lint;

/** Files that are read in any order, or at the same time, give the library of their own order. */
class ReadingTogetherTest {
  /** Names that come again, and names that look like the numbered ids of others. */
  private static List<MarkdownFile> files() {
    Random random = new Random(7);
    List<String> names = List.of("Disk", "disk", "Disk 2", "Disk-2", "Net", "Disk 2 2", "Net 3");
    List<MarkdownFile> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j <= random.nextInt(3); j++) {
        text.append("# Alert: ").append(names.get(random.nextInt(names.size())));
        text.append("\n## Respond\n```sh\nls ").append(i).append("\n```\n[x](#gone)\n");
      }
      files.add(new MarkdownFile("f" + i + ".md", text.toString()));
    }
    return files;
  }

  private static <A, B> List<B> shuffled(List<A> all, Function<A, B> work) {
    List<Integer> order = new ArrayList<>();
    List<B> answers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      order.add(i);
      answers.add(null);
    }
    Collections.shuffle(order, new Random(3));
    order.forEach(i -> answers.set(i, work.apply(all.get(i))));
    return answers;
  }

  private static <A, B> List<B> atOnce(List<A> all, Function<A, B> work) {
    return all.parallelStream().map(work).toList();
  }

  /** One file after the other into one gathering, as it was before. */
  private static List<String> idsInTurn(List<MarkdownFile> files) {
    UniqueIds ids = new UniqueIds();
    List<String> all = new ArrayList<>();
    for (MarkdownFile file : files) {
      Library alone = RunbookReader.read(List.of(file));
      alone.runbooks().forEach(it -> all.add(ids.next(Key.slug(it.title()))));
    }
    return all;
  }

  @Test
  void theSameByAnyCores() {
    List<MarkdownFile> files = files();
    Library inTurn = Lint.read(files);
    assertThat(inTurn.runbooks()).extracting(Runbook::id).doesNotHaveDuplicates();
    assertThat(inTurn.runbooks()).hasSizeGreaterThan(300);
    assertThat(Lint.read(files, Known.nothing(), ReadingTogetherTest::atOnce)).isEqualTo(inTurn);
    assertThat(Lint.read(files, Known.nothing(), ReadingTogetherTest::shuffled)).isEqualTo(inTurn);
  }

  @Test
  void idsAreThoseOfOneFileAfterTheOther() {
    List<MarkdownFile> files = files();
    assertThat(RunbookReader.read(files).runbooks())
        .extracting(Runbook::id)
        .containsExactlyElementsOf(idsInTurn(files));
  }
}
