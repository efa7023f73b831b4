/** Notices by e-mail; the only place that knows the mail library. */
@NullMarked
package org.toban.notice.mail;

import org.jspecify.annotations.NullMarked;
