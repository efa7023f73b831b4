package org.toban.ui.tray;

import java.util.List;

/**
 * All that a tray shows.
 *
 * @param title the program's name and the state in a few words
 * @param detail a second line of the tooltip
 */
public record TrayState(TrayFace face, String title, String detail, List<TrayMenu> menu) {
  public TrayState {
    menu = List.copyOf(menu);
  }
}
