/**
 * Silences of Alertmanager: listed, previewed, made, changed and ended, and held against what the
 * source then says.
 */
@NullMarked
package org.toban.source.silence;

import org.jspecify.annotations.NullMarked;
