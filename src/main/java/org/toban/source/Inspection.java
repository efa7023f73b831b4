package org.toban.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;

/**
 * What a Prometheus says of its own alerting rules and scrape targets: only what is broken, for the
 * rest needs nobody.
 *
 * @param rules null when the server did not say
 * @param targets null when the server did not say
 * @param faults why it did not
 */
public record Inspection(@Nullable Rules rules, @Nullable Targets targets, List<Fault> faults) {
  public Inspection {
    faults = List.copyOf(faults);
  }

  /**
   * The alerting rules.
   *
   * @param broken at most {@value #SHOWN}, of {@code brokenCount}
   */
  public record Rules(int total, int brokenCount, List<Rule> broken) {
    static final int SHOWN = 20;

    public Rules {
      broken = List.copyOf(broken);
    }
  }

  /** An alerting rule that cannot be evaluated, so that its alert never fires. */
  public record Rule(String group, String name, String expression, String error) {}

  /**
   * The scrape targets.
   *
   * @param dropped targets that relabelling leaves out; 0 for servers before 2.49, which do not say
   */
  public record Targets(int total, int dropped, List<Job> failing) {
    public Targets {
      failing = List.copyOf(failing);
    }
  }

  /**
   * A job with targets that cannot be scraped.
   *
   * @param down how many of its targets
   * @param examples instance and error of some of them
   */
  public record Job(String name, int total, int down, List<String> examples) {
    static final int SHOWN = 3;

    public Job {
      examples = List.copyOf(examples);
    }
  }
}
