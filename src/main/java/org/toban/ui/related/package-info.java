/**
 * What else is like an incident: those that are open beside it, and what worked in earlier ones.
 */
@NullMarked
package org.toban.ui.related;

import org.jspecify.annotations.NullMarked;
