package org.toban.ui.look;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.toban.ui.parts.Preferences.Theme;

/** The bundled fonts, the one style sheet and the two themes. */
public final class Look {
  private static final String[] FONTS = {
    "/assets/fonts/BIZUDPGothic-Regular.ttf",
    "/assets/fonts/BIZUDPGothic-Bold.ttf",
    "/assets/fonts/BIZUDGothic-Regular.ttf"
  };

  private static boolean loaded;

  private Look() {}

  /** Dresses a scene; on the FX thread. */
  public static void dress(Scene scene, Theme theme) {
    loadFonts();
    URL sheet = Look.class.getResource("/org/toban/ui/desk.css");
    if (sheet == null) {
      throw new IllegalStateException("desk.css is missing on the class path");
    }
    scene.getStylesheets().setAll(sheet.toExternalForm());
    theme(scene.getRoot(), theme);
  }

  /** Sets the theme of a root that is dressed already. */
  public static void theme(Parent root, Theme theme) {
    boolean dark =
        switch (theme) {
          case DARK, CONTRAST -> true;
          case LIGHT -> false;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    root.getStyleClass().removeAll("dark", "light", "contrast");
    root.getStyleClass().add(dark ? "dark" : "light");
    if (theme == Theme.CONTRAST) {
      root.getStyleClass().add("contrast");
    }
  }

  private static void loadFonts() {
    if (loaded) {
      return;
    }
    loaded = true;
    for (String font : FONTS) {
      try (InputStream in = Look.class.getResourceAsStream(font)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("the bundled font " + font + " cannot be loaded");
        }
      } catch (IOException e) {
        throw new IllegalStateException("the bundled font " + font + " cannot be read", e);
      }
    }
  }
}
