package org.toban.ui;

/** The pages of the desk; the text of each has the key {@code page.NAME}. */
enum Page {
  BOARD,
  HISTORY,
  REVIEWS,
  DRILL,
  SETTINGS
}
