package org.toban.ui.board;

import org.toban.engine.Board;

/** A board with the lines that were made of it, and the filter that made them. */
public record Shown(Board board, BoardRows rows, BoardFilter filter) {}
