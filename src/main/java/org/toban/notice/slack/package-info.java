/** Notices in Slack: by an incoming webhook, or as a bot that edits one message an incident. */
@NullMarked
package org.toban.notice.slack;

import org.jspecify.annotations.NullMarked;
