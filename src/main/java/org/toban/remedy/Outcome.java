package org.toban.remedy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a job ended. */
public sealed interface Outcome {
  Output output();

  Duration took();

  /** What the host answered to the job's claim; null when there was none, or no answer. */
  @Nullable Claimed claimed();

  record Exited(int status, Output output, Duration took, @Nullable Claimed claimed)
      implements Outcome {
    public Exited(int status, Output output, Duration took) {
      this(status, output, took, null);
    }
  }

  record Failed(
      Reason reason, String detail, Output output, Duration took, @Nullable Claimed claimed)
      implements Outcome {
    public Failed(Reason reason, String detail, Output output, Duration took) {
      this(reason, detail, output, took, null);
    }
  }

  /** The closed list of reasons for which there is no exit status. */
  enum Reason {
    CONNECT,
    HOST_KEY,
    AUTHENTICATION,
    TIME_LIMIT,
    GUARD,
    STOPPED,
    LOST
  }

  /**
   * Output kept to a limit, standard output and error together in the order in which they came.
   *
   * @param head the first bytes
   * @param tail the last bytes when some were left out, else empty
   * @param omitted bytes left out between them
   */
  record Output(String head, String tail, long omitted) {
    public static Output none() {
      return new Output("", "", 0);
    }

    public String text() {
      return omitted == 0 ? head : head + "\n[... " + omitted + " bytes left out ...]\n" + tail;
    }
  }
}
