package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.RunbookText;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;

/** The runbook as it was when an incident opened stays with the incident. */
class RunbookKeptTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Story story = new Story();
  private final Alert disk = Story.alert("Disk", "web-1", Story.BEGIN, "severity", "warning");

  private static Library library(String text, String revision) {
    return RunbookReader.read(List.of(new MarkdownFile("ops/book.md", text, revision)));
  }

  private RunbookText kept() {
    List<Event> events = story.history.events(story.incident("Disk").id());
    RunbookText book = Incident.fold("x", events).book();
    assertThat(story.incident("Disk").book()).isEqualTo(book);
    if (book == null) {
      throw new AssertionError("no text was kept");
    }
    return book;
  }

  @Test
  void theSectionItsPlaceAndItsCommit() {
    story.start();
    String text =
        "# Ops\n\n## Alert: Other\n\nx\n\n## Alert: Disk\n\n### Respond\n\n    df -h\n\n## Notes\n\ny\n";
    story.take(new Input.RunbooksRead(story.now, library(text, COMMIT + "+")));
    story.fires(disk).poll();
    assertThat(kept())
        .isEqualTo(
            new RunbookText(
                "ops/book.md:7", COMMIT + "+", "## Alert: Disk\n\n### Respond\n\n    df -h\n"));
  }

  @Test
  void anEditAfterwardsChangesNothingOfIt() {
    story.start().fires(disk).poll();
    RunbookText before = kept();
    assertThat(before.text()).startsWith("# Alert: Disk").contains("logrotate -f all");
    story.edits(text -> text.replace("logrotate -f all", "rm -rf /var/log/old"));
    assertThat(kept()).isEqualTo(before);
    String now =
        story
            .board()
            .library()
            .runbook(story.incident("Disk").runbook())
            .orElseThrow()
            .source()
            .text();
    assertThat(before.says(now)).isFalse();
    story.edits(text -> text);
    now =
        story
            .board()
            .library()
            .runbook(story.incident("Disk").runbook())
            .orElseThrow()
            .source()
            .text();
    assertThat(before.says(now)).isTrue();
  }

  @Test
  void aLongTextIsCutAndStillKnown() {
    String text = "# Alert: Disk\n\n" + "long\n".repeat(50_000);
    story.start();
    story.take(new Input.RunbooksRead(story.now, library(text, "")));
    story.fires(disk).poll();
    assertThat(kept().text()).hasSizeLessThan(101_000).endsWith("[cut off here]\n");
    assertThat(kept().says(text.strip())).isTrue();
  }

  @Test
  void withoutARunbookThereIsNone() {
    story.start().fires(Story.alert("Unheard", "web-1", Story.BEGIN, "severity", "warning")).poll();
    assertThat(story.incident("Unheard").book()).isNull();
  }
}
