/**
 * Runbooks: Markdown text to policies, runbooks, steps, checks, contacts and links; trust by hash;
 * which runbook and policy an alert gets. Pure: texts come in with their paths, nothing is read
 * from disk here.
 *
 * <p>Uses: alert, incident, saying.
 */
@NullMarked
package org.toban.runbook;

import org.jspecify.annotations.NullMarked;
