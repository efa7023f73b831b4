package org.toban.ui.parts;

import java.io.IOException;

/** Whether the desktop starts Toban when this person signs in; both may block. */
public interface AtLogin {
  boolean isOn() throws IOException;

  void set(boolean on) throws IOException;
}
