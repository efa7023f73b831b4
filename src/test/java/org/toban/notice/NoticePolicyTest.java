package org.toban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.notice.NoticePolicy.Occasion;
import org.toban.notice.NoticePolicy.Reason;

class NoticePolicyTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");
  private static final Reader ENGLISH = new Reader(Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));

  private static Incident incident(int number, Severity severity) {
    Policy policy =
        new Policy(
            "Down",
            severity,
            new ResponseTime.Wall(Duration.ofMinutes(15)),
            "SRE",
            "",
            "book.md:3");
    return Incident.fold(
        "INC-" + number,
        List.of(
            new Event.Opened(
                T0,
                "Down",
                "Down",
                Labels.of("alertname", "Down", "instance", "web-" + number),
                severity,
                policy,
                T0.plusSeconds(900),
                null,
                List.of(),
                "")));
  }

  private static List<NoticePolicy.Bundle> notices(boolean summary, Occasion... occasions) {
    return NoticePolicy.notices(List.of(occasions), summary, T0, ENGLISH);
  }

  @Test
  void oneIncidentIsOneNoticeWithItsDeadline() {
    NoticePolicy.Bundle it =
        notices(
                false,
                new Occasion(incident(1, Severity.CRITICAL), Reason.AT_RISK, ""),
                new Occasion(incident(1, Severity.CRITICAL), Reason.NEW, "no answer on 5100"))
            .getFirst();
    assertThat(it.incidents()).containsExactly("INC-1");
    assertThat(it.notice())
        .isEqualTo(
            new Notice(
                "INC-1",
                Severity.CRITICAL,
                "New: Down (web-1)",
                "no answer on 5100\nResponse due by 12:15, in 15 min",
                "SRE",
                "new incident"));
  }

  @Test
  void manyAtOnceAreOneTheWorstFirst() {
    List<Occasion> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Severity severity = i == 6 ? Severity.CRITICAL : Severity.WARNING;
      many.add(new Occasion(incident(i, severity), Reason.NEW, ""));
    }
    List<NoticePolicy.Bundle> all = notices(false, many.toArray(new Occasion[0]));
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().incidents()).hasSize(7);
    Notice notice = all.getFirst().notice();
    assertThat(notice.incident()).isNull();
    assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(notice.title()).isEqualTo("7 incidents, 1 of them critical");
    assertThat(notice.body()).startsWith("New: Down (web-6)\n").endsWith("and 2 more");
  }

  @Test
  void threeAreThreeButOneInASummary() {
    Occasion[] three = {
      new Occasion(incident(1, Severity.WARNING), Reason.NEW, ""),
      new Occasion(incident(2, Severity.WARNING), Reason.NEW, ""),
      new Occasion(incident(3, Severity.WARNING), Reason.NEW, "")
    };
    assertThat(notices(false, three)).hasSize(3);
    assertThat(notices(true, three)).hasSize(1);
    assertThat(notices(true, three[0]))
        .first()
        .extracting(it -> it.notice().incident())
        .isEqualTo("INC-1");
    assertThat(notices(false)).isEmpty();
  }

  @Test
  void recoveryIsGoodNews() {
    Notice notice =
        notices(false, new Occasion(incident(1, Severity.CRITICAL), Reason.RECOVERED, ""))
            .getFirst()
            .notice();
    assertThat(notice.severity()).isEqualTo(Severity.INFO);
    assertThat(notice.body()).isEmpty();
  }

  @Test
  void japaneseReadersGetJapanese() {
    Notice notice =
        NoticePolicy.notices(
                List.of(new Occasion(incident(1, Severity.CRITICAL), Reason.HANDED_OVER, "")),
                false,
                T0.plusSeconds(1000),
                new Reader(Locale.JAPANESE, ZoneId.of("Asia/Tokyo")))
            .getFirst()
            .notice();
    assertThat(notice.title()).isEqualTo("エスカレーション: Down (web-1)");
    assertThat(notice.body()).isEqualTo("対応期限 12:15 を2分過ぎています");
  }
}
