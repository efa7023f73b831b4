/**
 * The JavaFX desk: views, tray, messages and styles. Shows boards and sends commands; no I/O on its
 * thread.
 *
 * <p>Uses: engine, review, config, history, notice, remedy, source, runbook, incident, alert,
 * saying.
 */
@NullMarked
package org.toban.ui;

import org.jspecify.annotations.NullMarked;
