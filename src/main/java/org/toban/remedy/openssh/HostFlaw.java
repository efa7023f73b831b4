package org.toban.remedy.openssh;

import org.toban.saying.Saying;

/** Why a host of OpenSSH's configuration cannot be used, or not as the file says. */
public enum HostFlaw implements Saying.Name {
  CIRCLE,
  PROXY_COMMAND,
  UNFIT,
  NO_JUMP_HOST,
  NO_NAME,
  OTHERS_MAY_WRITE,
  NO_FILE,
  SSH_SAYS,
  NO_ANSWER,
  SLOW,
  STOPPED,
  NEEDS_OPENSSH,
  UNREADABLE,
  UNKNOWN_TOKEN,
  VARIABLE,
  OTHER_HOME,

  // what a file asks for in vain
  CHECKED_ANYHOW,
  KNOWN_ANYHOW,
  NO_LOCALHOST,
  NO_DNS,
  NO_COMMAND,
  NO_FORWARDING
}
