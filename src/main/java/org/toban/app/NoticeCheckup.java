package org.toban.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.toban.app.DoctorCommand.Finding;
import org.toban.config.Settings;
import org.toban.engine.EngineSettings;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.NoticePolicy;
import org.toban.notice.Reader;

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
      findings.add(
          Finding.warning(
              "notify", "there is no channel that reaches a person", "write 'notices:'"));
    }
    return findings;
  }

  private Finding finding(Channel channel) {
    String name = "notify " + channel.name();
    return switch (channel.send(letter(channel), null)) {
      case Delivery.Sent _ -> Finding.ok(name, "a test was sent: " + channel.meaning());
      case Delivery.Temporary it ->
          Finding.failed(name, it.reason(), "a real notice would be tried again");
      case Delivery.Permanent it ->
          Finding.failed(name, it.reason(), "a real notice would be given up: see docs/notices.md");
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
