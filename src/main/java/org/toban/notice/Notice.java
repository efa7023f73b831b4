package org.toban.notice;

import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * One message to a person.
 *
 * @param incident the incident's id; null for a notice about Toban or a source
 * @param title plain text, no markup
 * @param why the decision behind it, in words: new critical, repeat, escalation ...
 */
public record Notice(
    @Nullable String incident,
    Severity severity,
    String title,
    String body,
    String to,
    String why) {}
