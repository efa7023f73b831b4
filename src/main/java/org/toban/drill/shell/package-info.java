/**
 * A simulated computer and its POSIX shell, wholly in memory: files, processes, signals, pipes, and
 * an interpreter for the language that runbooks are written in. Nothing here reaches the real
 * machine; a program that is not installed is "not found".
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.drill.shell;

import org.jspecify.annotations.NullMarked;
