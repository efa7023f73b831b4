/**
 * Reads the sources' JSON as it comes in: tokens held to limits, the formats of alerts, and what of
 * an answer is new.
 */
@NullMarked
package org.toban.source.json;

import org.jspecify.annotations.NullMarked;
