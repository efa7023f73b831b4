package org.toban.ui.parts;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose for the desk.
 *
 * @param language null follows the operating system
 * @param folder where reviews are exported to; empty for the home folder
 * @param filters what a person saved of the text that filters the board, by name
 * @param person who acts at this desk; empty for whom the configuration names
 * @param layout of the window
 */
public record Preferences(
    @Nullable Language language,
    Theme theme,
    String folder,
    Map<String, String> filters,
    String person,
    Layout layout) {

  public Preferences {
    filters = Collections.unmodifiableMap(new TreeMap<>(filters));
  }

  /** Without saved filters, for the person of the configuration. */
  public Preferences(@Nullable Language language, Theme theme, String folder) {
    this(language, theme, folder, Map.of(), "", Layout.standard());
  }

  /** The languages that the desk speaks. */
  public enum Language {
    JAPANESE(Locale.JAPANESE),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
      this.locale = locale;
    }

    public Locale locale() {
      return locale;
    }
  }

  /** Dark, light, dark with the strongest contrast, or as the desktop says. */
  public enum Theme {
    DARK,
    LIGHT,
    CONTRAST,
    SYSTEM
  }

  public static Preferences standard() {
    return new Preferences(null, Theme.SYSTEM, "");
  }

  /** The chosen language, else Japanese on a Japanese system and English on any other. */
  public Language spoken(Locale system) {
    if (language != null) {
      return language;
    }
    return system.getLanguage().equals("ja") ? Language.JAPANESE : Language.ENGLISH;
  }

  public Preferences withLanguage(@Nullable Language chosen) {
    return new Preferences(chosen, theme, folder, filters, person, layout);
  }

  public Preferences withTheme(Theme chosen) {
    return new Preferences(language, chosen, folder, filters, person, layout);
  }

  public Preferences withFolder(String chosen) {
    return new Preferences(language, theme, chosen, filters, person, layout);
  }

  public Preferences withFilters(Map<String, String> chosen) {
    return new Preferences(language, theme, folder, chosen, person, layout);
  }

  public Preferences withPerson(String chosen) {
    return new Preferences(language, theme, folder, filters, chosen, layout);
  }

  public Preferences withLayout(Layout chosen) {
    return new Preferences(language, theme, folder, filters, person, chosen);
  }
}
