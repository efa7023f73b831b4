/**
 * Main: the command line, one instance, the wiring in one straight method, orderly shutdown.
 *
 * <p>Uses: ui, drill, config, engine, review, history, notice, remedy, source, runbook, incident,
 * alert, saying.
 */
@NullMarked
package org.toban.app;

import org.jspecify.annotations.NullMarked;
