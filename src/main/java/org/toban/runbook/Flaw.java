package org.toban.runbook;

import org.toban.runbook.Problem.Level;

/**
 * What can be wrong, each with the code that filters and comments name it by. Two flaws may share a
 * code: they are one thing, told in two ways. Whoever shows them has the words, by name.
 */
public enum Flaw {
  // files
  NO_SUCH_FILE("unreadable", Level.ERROR),
  CANNOT_READ("unreadable", Level.ERROR),
  UNREADABLE("unreadable", Level.ERROR),
  NOT_TEXT("not-text", Level.ERROR),
  NOT_UTF8("not-text", Level.ERROR),
  TOO_LARGE("too-large", Level.ERROR),
  TOO_MANY("too-many", Level.ERROR),
  OUTSIDE("outside", Level.ERROR),

  // the table
  UNKNOWN_SEVERITY("unknown-severity", Level.ERROR),
  RESPONSE_TIME("response-time", Level.ERROR),
  DUPLICATE_POLICY("duplicate-policy", Level.WARNING),
  POLICY_CONFLICT("policy-conflict", Level.WARNING),
  SEVERITY_CONFLICT("severity-conflict", Level.WARNING),
  TIME_CONFLICT("response-time-conflict", Level.WARNING),
  OWNER_CONFLICT("owner-conflict", Level.WARNING),
  NO_RUNBOOK("no-runbook", Level.WARNING),
  UNKNOWN_OWNER("unknown-owner", Level.WARNING),
  UNKNOWN_CONTACT("unknown-contact", Level.WARNING),
  NO_AUTOMATIC_STEP("no-automatic-step", Level.INFO),
  AUTOMATIC_NOT_ALLOWED("automatic-not-allowed", Level.WARNING),

  // runbooks
  DUPLICATE_RUNBOOK("duplicate-runbook", Level.WARNING),
  NO_VERIFY("no-verify", Level.INFO),
  PLACEHOLDER("placeholder", Level.WARNING),
  UNUSED_RUNBOOK("unused-runbook", Level.INFO),
  BROKEN_LINK("broken-link", Level.WARNING),
  BROKEN_ANCHOR("broken-anchor", Level.WARNING),
  NEAR_ANCHOR("broken-anchor", Level.WARNING),
  RAW_HTML("raw-html", Level.WARNING),
  REMOTE_IMAGE("remote-image", Level.WARNING),
  SECRET("secret", Level.ERROR),
  PRIVATE_KEY("secret", Level.ERROR),
  PASSWORD("secret", Level.WARNING),

  // blocks
  DUPLICATE_STEP("duplicate-step", Level.WARNING),
  UNKNOWN_ATTRIBUTE("unknown-attribute", Level.WARNING),
  UNKNOWN_SETTING_ATTRIBUTE("unknown-attribute", Level.WARNING),
  BAD_TIMEOUT("bad-timeout", Level.ERROR),
  REQUEST_NO_LINE("bad-request", Level.ERROR),
  REQUEST_NO_ADDRESS("bad-request", Level.ERROR),
  REQUEST_NOT_ENCODED("bad-request", Level.ERROR),
  REQUEST_SECRET_IN_URL("bad-request", Level.ERROR),
  REQUEST_NO_HEADER("bad-request", Level.ERROR),
  REQUEST_OWN_HEADER("bad-request", Level.ERROR),
  REQUEST_HEADER_NOT_ASCII("bad-request", Level.ERROR),
  REQUEST_SEVERAL("bad-request", Level.ERROR),
  REQUEST_NO_BODY("bad-request", Level.ERROR),
  REQUEST_NO_TYPE("bad-request", Level.ERROR),
  REQUEST_OPEN_PLACE("bad-request", Level.ERROR),
  REQUEST_NO_VALUE("bad-request", Level.ERROR),
  BAD_HOSTS("bad-hosts", Level.ERROR),
  BAD_SHARE("bad-share", Level.ERROR),
  SHARE_ALONE("bad-share", Level.WARNING),
  AUTO_SEVERAL_HOSTS("auto-several-hosts", Level.WARNING),
  AUTO_OUTSIDE_RESPOND("auto-outside-respond", Level.WARNING),
  AUTO_NEEDS_PEOPLE("auto-needs-people", Level.WARNING),
  OUTPUT_LEFT_OUT("output-left-out", Level.INFO),
  OUTSIDE_STAGES("outside-stages", Level.INFO),
  OTHER_SHELL("other-shell", Level.INFO),
  SEVERAL_SHELLS("several-shells", Level.INFO),
  UNMARKED_COMMAND("unmarked-command", Level.INFO),
  ONLY_COMMENTS("unmarked-command", Level.INFO),

  // scripts
  FIELD_PROGRAM("unsafe-field", Level.ERROR),
  FIELD_OTHER_SHELL("unsafe-field", Level.ERROR),
  FIELD_ARITHMETIC("unsafe-field", Level.ERROR),
  FIELD_PLACE("unsafe-field", Level.ERROR),
  FIELD_SETS_SHELL("unsafe-field", Level.ERROR),
  FIELD_SECRET("unsafe-field", Level.ERROR),
  FIELD_UNCLOSED("unsafe-field", Level.ERROR),
  FIELD_TOO_MANY("unsafe-field", Level.ERROR),
  UNQUOTED_VARIABLE("unquoted-variable", Level.WARNING),
  VALUE_AS_OPTION("value-as-option", Level.WARNING),
  EVAL("eval", Level.WARNING),
  ENDLESS("endless", Level.INFO),
  NEEDS_TERMINAL("needs-terminal", Level.WARNING),
  CURL_WITHOUT_FAIL("curl-without-fail", Level.WARNING),
  REMOVES_MORE("removes-more", Level.WARNING),
  SUDO_NOT_CALLED("sudo-not-called", Level.WARNING),
  SUDO_PROMPTS("sudo-prompts", Level.INFO),
  SUDO_BELOW("sudo-below", Level.INFO),
  SUDO_READS_STDIN("sudo-prompts", Level.WARNING),
  SHELL_WITHOUT_INPUT("shell-without-input", Level.WARNING),

  // rules of Prometheus
  UNREADABLE_RULES("unreadable-rules", Level.ERROR),
  RULE_SEVERITY_CONFLICT("severity-conflict", Level.WARNING),
  RULE_WITHOUT_RUNBOOK("rule-without-runbook", Level.WARNING),
  RUNBOOK_WITHOUT_RULE("runbook-without-rule", Level.INFO),

  // comments for lint
  UNUSED_SUPPRESSION("unused-suppression", Level.WARNING),
  UNKNOWN_CODE("bad-suppression", Level.WARNING),
  BAD_SUPPRESSION("bad-suppression", Level.WARNING);

  private final String code;
  private final Level level;

  Flaw(String code, Level level) {
    this.code = code;
    this.level = level;
  }

  /** Stable, for filters, such as {@code severity-conflict}. */
  public String code() {
    return code;
  }

  /** The usual level; a problem may have another. */
  public Level level() {
    return level;
  }
}
