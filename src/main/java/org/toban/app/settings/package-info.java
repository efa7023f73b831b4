/**
 * Settings that the runbooks declare for hosts: compared with the hosts, installed, put back, and
 * each change recorded.
 *
 * <p>Uses: ui, history, remedy, runbook.
 */
@NullMarked
package org.toban.app.settings;

import org.jspecify.annotations.NullMarked;
