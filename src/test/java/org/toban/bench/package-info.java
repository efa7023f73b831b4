/** The benchmarks: each measures its subject and its floor in turns and gives a table of ratios. */
@NullMarked
package org.toban.bench;

import org.jspecify.annotations.NullMarked;
