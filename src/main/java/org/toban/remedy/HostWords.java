package org.toban.remedy;

import org.toban.saying.Saying;

/** What is said of a host, of the way to it and of what may go there. */
public enum HostWords implements Saying.Name {
  NO_NAME,
  NO_PORT,
  THROUGH,
  THE_KEY,
  AND_KEY,
  BE_IT_IN_AGENT,
  USUAL_KEYS,
  BE_THEY_IN_AGENT,
  AGENTS_KEYS,

  // where requests may go
  NOT_ALLOWED,
  NO_SECRET,
  SECRET_ELSEWHERE
}
