package org.toban.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.config.Settings;
import org.toban.engine.EngineSettings;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.NoticePolicy;
import org.toban.notice.Reader;
import org.toban.saying.Saying;

/** Sends a notice that says that it is a test through each channel that reaches people. */
final class NoticeCheckup {
  private final Settings settings;
  private final InstantSource clock;

  NoticeCheckup(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Channel channel : Channels.of(settings, Channels.Person.absent())) {
      try (channel) {
        if (channel.reachesPeople()) {
          findings.add(finding(channel));
        }
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.warning(Subject.NOTIFY.of(), Advice.NO_CHANNEL.of()));
    }
    return findings;
  }

  private Finding finding(Channel channel) {
    Saying name = Subject.NOTIFY_BY.of(channel.name());
    return switch (channel.send(letter(channel), null)) {
      case Delivery.Sent _ -> Finding.ok(name, Advice.TEST_SENT.of(channel.meaning()));
      case Delivery.Temporary it -> Finding.failed(name, Advice.TRIED_AGAIN.of(it.reason()));
      case Delivery.Permanent it -> Finding.failed(name, Advice.GIVEN_UP.of(it.reason()));
    };
  }

  private Letter letter(Channel channel) {
    Instant now = clock.instant();
    EngineSettings engine = settings.engine();
    Notice notice =
        NoticePolicy.test(
            settings.person(),
            engine.console(),
            new Reader(engine.desk().language(), engine.calendar().zone()));
    return Letter.now("test-" + now.toEpochMilli(), channel.name(), notice, List.of(), now);
  }
}
