package org.toban.ui.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.config.edit.ConfigText;
import org.toban.saying.Saying;

/** What the desk may do with toban.yml. */
public interface Configuring {
  /** The file that this desk runs on; null when there is none. */
  @Nullable ConfigText text();

  /**
   * Lets go of this console and comes back with the settings that stand in the file now; may block.
   *
   * @return why that cannot be; nothing when it is under way
   */
  List<Saying> takeUp();

  /** What leads to a first configuration; null when there is one. */
  default @Nullable FirstRun firstRun() {
    return null;
  }

  /** The start at sign-in; null where this program does not know how it is started. */
  default @Nullable AtLogin atLogin() {
    return null;
  }

  /** A desk that changes no file. */
  static Configuring none() {
    return new Configuring() {
      @Override
      public @Nullable ConfigText text() {
        return null;
      }

      @Override
      public List<Saying> takeUp() {
        return List.of();
      }
    };
  }
}
