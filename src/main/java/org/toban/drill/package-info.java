/**
 * The practice estate: simulated hosts and services behind a real SSH server, and an Alertmanager-
 * and Prometheus-compatible source, all in process and on loopback only.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.drill;

import org.jspecify.annotations.NullMarked;
