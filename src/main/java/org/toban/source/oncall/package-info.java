/**
 * On-call schedules as iCalendar (RFC 5545): read from a feed or a file, and made into shifts as
 * instants. The only place that knows the calendar library.
 */
@NullMarked
package org.toban.source.oncall;

import org.jspecify.annotations.NullMarked;
