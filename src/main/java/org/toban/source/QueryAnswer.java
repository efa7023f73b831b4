package org.toban.source;

import java.util.List;
import org.toban.source.fault.Fault;

/** What a query of a Prometheus gave. */
public sealed interface QueryAnswer {
  /**
   * Numbers; without any series when nothing matches.
   *
   * @param leftOut series over the limit, which are not shown
   * @param warnings what the server says about the answer, such as that a store did not answer
   */
  record Values(List<Series> series, int leftOut, List<String> warnings) implements QueryAnswer {
    public Values {
      series = List.copyOf(series);
      warnings = List.copyOf(warnings);
    }
  }

  record Failed(Fault fault) implements QueryAnswer {}
}
