package org.toban.ui.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.saying.Saying;

/** What the guide tries for a person who has no configuration yet; every method may block. */
public interface FirstRun {
  enum State {
    OK,
    WARNING,
    FAILED
  }

  /**
   * What was tried and how it went.
   *
   * @param key of the words that say it, under {@code guide.found}
   * @param detail fills them, with sayings in the reader's language
   * @param mend what to do, as {@code toban doctor} says it; null for nothing
   */
  record Found(State state, String key, List<Object> detail, @Nullable Saying mend) {
    public Found {
      detail = List.copyOf(detail);
    }
  }

  /** What the person gave; empty for what they left out. */
  record Answers(String prometheus, String alertmanager, String runbooks, List<String> hosts) {
    public Answers {
      hosts = List.copyOf(hosts);
    }

    public static Answers none() {
      return new Answers("", "", "", List.of());
    }

    public Answers withSource(boolean isPrometheus, String url) {
      return isPrometheus
          ? new Answers(url, alertmanager, runbooks, hosts)
          : new Answers(prometheus, url, runbooks, hosts);
    }

    public Answers withRunbooks(String folder) {
      return new Answers(prometheus, alertmanager, folder, hosts);
    }

    public Answers withHosts(List<String> names) {
      return new Answers(prometheus, alertmanager, runbooks, names);
    }

    public boolean hasSource() {
      return !prometheus.isEmpty() || !alertmanager.isEmpty();
    }
  }

  /** Asks the one source of these answers as Toban would: what it is, and all its alerts. */
  Found source(Answers answers);

  /** Reads the folder of Markdown, and lints it. */
  Found runbooks(Answers answers);

  /** The names of hosts in OpenSSH's configuration. */
  List<String> hosts();

  /** Signs in to the one host of these answers, with its key checked, and runs {@code true}. */
  Found host(Answers answers);

  /** The configuration that these answers make, with comments in the language of the desk. */
  String text(Answers answers, String comment);

  /**
   * Writes it where Toban looks for it, unless something stands there.
   *
   * @return why not; nothing when it is written
   */
  List<Saying> write(String text);
}
