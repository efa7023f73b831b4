package org.toban.incident;

import java.util.List;

/** What a schedule says of one instant. */
public sealed interface Duty {
  /** These are on call, together when there are several. */
  record OnCall(List<String> who) implements Duty {
    public OnCall {
      who = List.copyOf(who);
    }
  }

  /** The schedule is known, and it has a gap here. */
  record Nobody() implements Duty {}

  /** The schedule does not reach here, or could not be read: that nobody is on call is not said. */
  record Unknown() implements Duty {}
}
