package org.toban.remedy;

import java.util.function.Consumer;

/** Runs jobs; blocking, to be called on a virtual thread. */
public interface Runner extends AutoCloseable {
  /**
   * Runs work to its end, giving its output as it comes; never throws for what a host or network
   * does.
   */
  Outcome run(Work work, Consumer<String> output);

  /**
   * Ends a run that is under way, with its remote process group; nothing happens when it has ended.
   */
  void stop(String runId);

  @Override
  void close();
}
