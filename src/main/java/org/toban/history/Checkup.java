package org.toban.history;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks a file over for damage, for no longer than it is told. */
final class Checkup {
  private Checkup() {}

  /** What was found. */
  sealed interface Finding {
    record Sound() implements Finding {}

    record Damaged(String detail) implements Finding {}

    /** The time was up before the end of the file. */
    record Unfinished() implements Finding {}
  }

  static Finding of(Session session, Session.Stop stop) throws SQLException {
    session.stopWhen(stop);
    try {
      List<String> problems = session.list("PRAGMA integrity_check(3)", line -> line.getString(1));
      return problems.equals(List.of("ok"))
          ? new Finding.Sound()
          : problem(String.join("; ", problems));
    } catch (SQLException e) {
      if (Faults.stopped(e)) {
        return new Finding.Unfinished();
      }
      if (Faults.kind(e) == HistoryFault.Kind.DAMAGED) {
        return problem(e.getMessage());
      }
      throw e;
    } finally {
      session.neverStop();
    }
  }

  private static Finding problem(@Nullable String detail) {
    return detail != null && detail.contains("interrupted")
        ? new Finding.Unfinished()
        : new Finding.Damaged(String.valueOf(detail));
  }
}
