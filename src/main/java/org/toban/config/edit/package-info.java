/**
 * Changes toban.yml the way a person would: only what is changed becomes other text. Comments,
 * order, quotes and line ends stay.
 *
 * <p>Uses: config.
 */
@NullMarked
package org.toban.config.edit;

import org.jspecify.annotations.NullMarked;
