package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;

/** A notice that a person asks for, to see that it comes. */
class AskedTestTest {
  @Test
  void goesByEachChannelSaysWhatItIsAndIsNoPage() {
    Story story = new Story();
    story.fires(Story.alert("Plain", "web", Story.BEGIN)).start().passMinutes(1);
    int before = story.sent.size();
    long version = story.incident().version();
    story.does(new Command.TestNotices("aoki")).passMinutes(1);
    assertThat(story.sent.subList(before, story.sent.size()))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.channel()).isEqualTo("desktop");
          assertThat(it.notice().title()).contains("TEST");
          assertThat(it.notice().body()).contains("aoki", "desk-1");
        });
    assertThat(story.incident().version()).isEqualTo(version);
    assertThat(story.board().messages().getFirst().key()).isEqualTo("notice.tested");
  }

  @Test
  void whatDoesNotComeIsTold() {
    Story story = new Story();
    story.mail = letter -> fails(letter);
    story.start().does(new Command.TestNotices("aoki")).passMinutes(1);
    assertThat(story.board().messages()).anyMatch(it -> it.key().equals("notice.failed"));
    assertThat(story.board().messages()).noneMatch(it -> it.key().equals("notice.tested"));
  }

  private static Delivery fails(Letter letter) {
    return new Delivery.Permanent("no such channel: " + letter.channel());
  }
}
