package org.toban.runbook;

import java.util.List;

/**
 * A step's script as its file has it.
 *
 * @param lines the number in the file of each line of the script, counted from 1
 * @param sudo whether the block is marked {@code sudo}
 */
public record Written(Step step, List<Integer> lines, boolean sudo) {
  public Written {
    lines = List.copyOf(lines);
  }
}
