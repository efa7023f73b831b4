package org.toban.notice;

import org.jspecify.annotations.Nullable;

/**
 * What a channel has about an incident already.
 *
 * @param reference what an earlier letter about it got there
 * @param standing how the incident stands now; null when that is not known, or when the channel
 *     keeps no message to say it in
 */
public record Earlier(String reference, @Nullable Notice standing) {}
