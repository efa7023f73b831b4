package org.toban.incident;

import java.time.Duration;
import java.time.Instant;

/** How soon a response must have begun, as a policy states it (対応時間). */
public sealed interface ResponseTime {
  /** When a response to something that began at {@code start} is due. */
  Instant due(Instant start, BusinessCalendar calendar);

  /** Time on the wall clock, such as 15 minutes or 4 hours. */
  record Wall(Duration time) implements ResponseTime {
    public Wall {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a response time must be positive: " + time);
      }
    }

    @Override
    public Instant due(Instant start, BusinessCalendar calendar) {
      return start.plus(time);
    }
  }

  /** Whole business days, such as 1 business day (1営業日以内), counted in the team's working time. */
  record BusinessDays(int days) implements ResponseTime {
    public BusinessDays {
      if (days < 1) {
        throw new IllegalArgumentException("business days must be positive: " + days);
      }
    }

    @Override
    public Instant due(Instant start, BusinessCalendar calendar) {
      return calendar.plusDays(start, days);
    }
  }
}
