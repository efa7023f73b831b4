package org.toban.ui.settings;

import java.util.Locale;
import java.util.ResourceBundle;
import org.toban.config.Key;

/**
 * What each key of toban.yml means, in one language; English says what docs/configuration.md says.
 */
public final class KeyWords {
  private final ResourceBundle bundle;

  private KeyWords(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  public static KeyWords in(Locale locale) {
    return new KeyWords(
        ResourceBundle.getBundle(
            "org.toban.ui.settings.keys",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /** The meaning of a key. */
  public String of(Key key) {
    return bundle.getString(nameOf(key.path()));
  }

  /** Keys that are in several tables have one text, and so have the ways to name a secret. */
  public static String nameOf(String path) {
    String shared =
        path.replaceFirst("^(sources|oncall)\\[\\]\\.http", "http")
            .replaceFirst("^http\\.oauth2\\.(tls_config\\.|proxy|no_proxy)", "http.$1");
    for (String way : new String[] {"_file", "_env", "_command", "_keyring"}) {
      String stem = path.substring(0, Math.max(0, path.length() - way.length()));
      if (path.endsWith(way) && (isSecret(stem) || stem.endsWith(".secret"))) {
        return "secret" + way;
      }
    }
    return shared;
  }

  private static boolean isSecret(String path) {
    return Key.ALL.stream()
        .anyMatch(key -> key.path().equals(path) && key.kind() == Key.Kind.INLINE_SECRET);
  }
}
