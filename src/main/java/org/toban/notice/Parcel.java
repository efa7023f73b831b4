package org.toban.notice;

import java.util.List;

/**
 * What goes out as one message, and the letters that it stands for.
 *
 * @param message its key is that of its letters, so that the same letters make the same message
 * @param over letters that were not worth sending any more
 */
public record Parcel(Letter message, List<Letter> letters, List<Letter> over) {
  public Parcel {
    letters = List.copyOf(letters);
    over = List.copyOf(over);
  }
}
