package org.toban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;

/** Letters of one channel as stories in which time is data. */
class MailbagTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");
  private static final Reader READER = new Reader(Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));

  private final Mailbag bag = new Mailbag(READER, new Pace(3, Duration.ofSeconds(30)));
  private Predicate<Letter> over = letter -> false;

  private static Letter letter(int number, int second, String why) {
    String incident = "INC-" + number;
    Instant at = T0.plusSeconds(second);
    Notice notice = new Notice(incident, Severity.CRITICAL, why + " " + incident, "", "SRE", why);
    return Letter.now(incident + why + second, "slack", notice, List.of(incident), at);
  }

  private @Nullable Parcel take(int second) {
    return bag.take(T0.plusSeconds(second), over);
  }

  private List<String> sendAll(int second) {
    List<String> titles = new ArrayList<>();
    for (Parcel it = take(second); it != null; it = take(second)) {
      titles.add(it.message().notice().title());
      bag.settle(it, Delivery.sent(), T0.plusSeconds(second));
    }
    return titles;
  }

  @Test
  void fewGoOneByOne() {
    bag.put(letter(1, 0, "new"));
    bag.put(letter(2, 0, "new"));
    bag.put(letter(2, 0, "new"));
    assertThat(sendAll(0)).containsExactly("new INC-1", "new INC-2");
    assertThat(bag.next(T0)).isNull();
  }

  @Test
  void whatComesTooFastWaitsAndGoesAsOne() {
    for (int i = 0; i < 3; i++) {
      bag.put(letter(i, i, "new"));
      assertThat(sendAll(i)).hasSize(1);
    }
    for (int i = 3; i < 10_000; i++) {
      bag.put(letter(i, 3, "new"));
    }
    assertThat(sendAll(3)).isEmpty();
    assertThat(bag.next(T0.plusSeconds(3))).isEqualTo(T0.plusSeconds(30));
    assertThat(sendAll(30)).containsExactly("9997 incidents, 9997 of them critical");
    assertThat(sendAll(60)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackHoldsNothingBack() {
    for (int i = 0; i < 3; i++) {
      bag.put(letter(i, 7200, "new"));
    }
    assertThat(sendAll(7200)).hasSize(3);
    bag.put(letter(3, 7201, "new"));
    assertThat(sendAll(7201)).as("too fast").isEmpty();
    assertThat(sendAll(1)).containsExactly("new INC-3");
  }

  @Test
  void aRetryWaitsForNoTimeThatWasWrong() {
    bag.put(letter(1, 7200, "new"));
    bag.settle(take(7200), Delivery.temporary("unreachable"), T0.plusSeconds(7200));
    assertThat(take(7202)).isNull();
    assertThat(sendAll(2)).containsExactly("new INC-1");
  }

  @Test
  void aLaterWordAboutTheSameTakesThePlaceOfTheEarlier() {
    bag.put(letter(1, 0, "new"));
    Parcel first = take(0);
    assertThat(bag.settle(first, Delivery.temporary("503"), T0))
        .isInstanceOf(Delivery.Temporary.class);
    bag.put(letter(2, 1, "new"));
    bag.put(letter(2, 2, "escalation"));
    assertThat(take(4)).as("the channel rests").isNull();
    assertThat(take(5)).as("the same message is tried again as it was").isEqualTo(first);
    bag.settle(first, Delivery.sent(), T0.plusSeconds(5));
    Parcel second = take(5);
    assertThat(second.message().notice().title()).isEqualTo("escalation INC-2");
    assertThat(second.letters()).hasSize(2);
  }

  @Test
  void waitsLongerAndLongerAndGivesUpWhenItIsOld() {
    bag.put(letter(1, 0, "new"));
    Instant now = T0;
    List<Long> waits = new ArrayList<>();
    Delivery last = Delivery.sent();
    while (!(last instanceof Delivery.Permanent)) {
      Parcel it = bag.take(now, over);
      last = bag.settle(it, Delivery.temporary("refused"), now);
      Instant next = bag.next(now);
      if (next != null) {
        waits.add(Duration.between(now, next).toSeconds());
        now = next;
      }
    }
    assertThat(waits).startsWith(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L).endsWith(300L);
    assertThat(last.problem()).isEqualTo("given up, it is older than 60 min: refused");
    assertThat(Duration.between(T0, now)).isBetween(Mailbag.USEFUL, Mailbag.USEFUL.plusMinutes(6));
    bag.put(letter(2, 3600, "new"));
    assertThat(bag.take(now, over)).isNotNull();
  }

  @Test
  void restsAsLongAsTheOtherSideAsks() {
    bag.put(letter(1, 0, "new"));
    bag.settle(take(0), new Delivery.Temporary("429", Duration.ofSeconds(77)), T0);
    assertThat(bag.next(T0)).isEqualTo(T0.plusSeconds(77));
    assertThat(take(76)).isNull();
    assertThat(take(77)).isNotNull();
  }

  @Test
  void whatIsOverBeforeItWasSentDoesNotGo() {
    over = letter -> letter.incidents().contains("INC-1");
    bag.put(letter(1, 0, "new"));
    bag.put(letter(2, 0, "new"));
    Parcel it = take(31);
    assertThat(it.over())
        .extracting(letter -> letter.incidents().getFirst())
        .containsExactly("INC-1");
    assertThat(it.message().notice().title()).isEqualTo("new INC-2");
    over = letter -> true;
    bag.put(letter(3, 40, "new"));
    assertThat(take(41).over()).as("at once it goes all the same").isEmpty();
  }

  @Test
  void whatWasHeldIsOneDigestAndNothingBefore() {
    Instant morning = T0.plusSeconds(3600);
    for (int i = 0; i < 3; i++) {
      Letter it = letter(i, i, "new");
      bag.put(new Letter(it.key(), it.channel(), it.notice(), it.incidents(), it.at(), morning));
    }
    assertThat(take(3599)).isNull();
    assertThat(bag.next(T0)).isEqualTo(morning);
    Parcel it = take(3600);
    assertThat(it.message().notice().title())
        .isEqualTo("While it was quiet: 3 incidents, 3 of them critical");
    assertThat(it.message().notice().why()).isEqualTo("digest: new");
    assertThat(it.letters()).hasSize(3);
  }

  @Test
  void theSameLettersMakeTheSameMessageInAnotherLife() {
    Mailbag other = new Mailbag(READER, new Pace(1, Duration.ofSeconds(30)));
    Mailbag again = new Mailbag(READER, new Pace(1, Duration.ofSeconds(30)));
    for (int i = 0; i < 5; i++) {
      other.put(letter(i, 0, "new"));
      again.put(letter(i, 0, "new"));
    }
    assertThat(other.take(T0, over)).isEqualTo(again.take(T0.plusSeconds(9), over));
  }
}
