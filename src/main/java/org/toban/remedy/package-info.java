/**
 * Jobs on hosts, requests to web servers, and their outcomes: the inventory, the SSH runner, strict
 * host keys, quoting, output limits and the guards that stand before a run. The only room that
 * knows the SSH library; requests go by the courier of source.
 *
 * <p>Uses: alert, runbook, source, saying.
 */
@NullMarked
package org.toban.remedy;

import org.jspecify.annotations.NullMarked;
