package org.toban.notice;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices as lines of Toban's own log: a record that is always there, and reaches nobody. */
public final class LogChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger("notice");

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    Notice notice = letter.notice();
    LOG.info(
        "{} {}: {} (to {}; {})",
        notice.severity(),
        notice.incident() == null ? "-" : notice.incident(),
        notice.title(),
        notice.to(),
        notice.why());
    return Delivery.sent();
  }

  @Override
  public boolean reachesPeople() {
    return false;
  }

  @Override
  public String meaning() {
    return "a line was written to Toban's log; nobody is told by that";
  }

  @Override
  public void close() {}
}
