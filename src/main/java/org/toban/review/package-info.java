/**
 * Post-incident reviews: facts and timeline from the events, as Markdown, HTML and PDF.
 *
 * <p>Uses: alert, incident, runbook, history, saying.
 */
@NullMarked
package org.toban.review;

import org.jspecify.annotations.NullMarked;
