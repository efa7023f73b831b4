package org.toban.source.silence;

import org.toban.source.Answer;

/** A silence that was made or changed, and what came of it. */
public record SilenceMade(String id, Silence.Draft draft, Answer<SilenceComparison> comparison) {}
