/**
 * Lint: what is wrong in a team's runbooks and in the alerting rules that should lead to them.
 * Pure, as the room it belongs to: texts, rules and what the configuration knows come in as data.
 *
 * <p>Uses: alert, incident.
 */
@NullMarked
package org.toban.runbook.lint;

import org.jspecify.annotations.NullMarked;
