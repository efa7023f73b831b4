package org.toban.source;

import org.toban.saying.Saying;

/** Why a text is no selector of a watchdog. */
public enum SelectorFlaw implements Saying.Name {
  NO_SELECTOR,
  ANY_ALERT,
  NO_MATCHER
}
