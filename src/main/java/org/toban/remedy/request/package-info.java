/**
 * Sends the requests of runbooks to web servers, and gives each piece of work to the runner of its
 * kind.
 *
 * <p>Uses: runbook, source.
 */
@NullMarked
package org.toban.remedy.request;

import org.jspecify.annotations.NullMarked;
