/**
 * Why a source gave no complete answer: faults as values, and what carries them out of a reader.
 */
@NullMarked
package org.toban.source.fault;

import org.jspecify.annotations.NullMarked;
