/**
 * Alerts from logs: rules that ask Loki, Elasticsearch or OpenSearch for lines, group similar ones
 * and judge them; the lines around an alert; the live tail. An answer that is not whole never
 * clears anything.
 */
@NullMarked
package org.toban.source.logs;

import org.jspecify.annotations.NullMarked;
