package org.toban.app.setup;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;
import org.toban.config.Places;
import org.toban.config.edit.ConfigText;
import org.toban.saying.Saying;
import org.toban.ui.parts.AtLogin;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.FirstRun;

/** The configuration of a desk that can give way to another on new settings. */
public final class DeskConfiguring implements Configuring {
  private final Path file;
  private final boolean open;
  private final Places places;
  private final @Nullable FirstRun first;
  private final Runnable giveWay;

  /**
   * A configuration.
   *
   * @param file where it is, or would be
   * @param open whether the desk runs on it
   * @param first what leads to it when there is none
   * @param giveWay ends the desk, after which one opens on what stands in the file
   */
  public DeskConfiguring(
      Path file, boolean open, Places places, @Nullable FirstRun first, Runnable giveWay) {
    this.file = file;
    this.open = open;
    this.places = places;
    this.first = first;
    this.giveWay = giveWay;
  }

  @Override
  public @Nullable ConfigText text() {
    return open ? new ConfigText(file, places) : null;
  }

  @Override
  public @Nullable FirstRun firstRun() {
    return first;
  }

  @Override
  public @Nullable AtLogin atLogin() {
    return LoginStart.ofThisProgram(places.environment(), places.home()).orElse(null);
  }

  @Override
  public List<Saying> takeUp() {
    if (ConfigFile.read(file, places) instanceof ConfigFile.Result.Wrong it) {
      return it.mistakes().stream().map(Mistake::whole).toList();
    }
    giveWay.run();
    return List.of();
  }
}
