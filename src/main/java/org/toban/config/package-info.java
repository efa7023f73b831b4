/**
 * Reads toban.yml into one settings value made of each room's own settings record; reports every
 * problem at once with file, line and what to write instead. Also reads the runbook folders and
 * keeps what is approved.
 *
 * <p>Uses: alert, incident, runbook, source, remedy, notice, history, engine, saying.
 */
@NullMarked
package org.toban.config;

import org.jspecify.annotations.NullMarked;
