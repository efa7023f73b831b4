/**
 * What {@code toban doctor} and the first steps say: findings as values, told in the reader's
 * language.
 *
 * <p>Uses: remedy, saying.
 */
@NullMarked
package org.toban.app.doctor;

import org.jspecify.annotations.NullMarked;
