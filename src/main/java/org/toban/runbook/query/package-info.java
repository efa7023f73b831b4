/**
 * The text of a {@code promql}, {@code logql} or {@code lucene} block: labels of the alert as
 * values in it, and the line that a comparison draws. Pure; nobody is asked from here.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.runbook.query;

import org.jspecify.annotations.NullMarked;
