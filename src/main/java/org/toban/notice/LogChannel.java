package org.toban.notice;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices as lines of Toban's own log: a channel that is always there. */
public final class LogChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger("notice");

  @Override
  public String name() {
    return "log";
  }

  @Override
  public @Nullable String send(Notice notice) {
    LOG.info(
        "{} {}: {} (to {}; {})",
        notice.severity(),
        notice.incident() == null ? "-" : notice.incident(),
        notice.title(),
        notice.to(),
        notice.why());
    return null;
  }

  @Override
  public void close() {}
}
