package org.toban.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of the style sheet as it is written. */
final class Tokens {
  private static final Pattern TOKEN = Pattern.compile("-tb-([a-z0-9-]+):\\s*(#[0-9a-f]{6,8});");

  private Tokens() {}

  static String css() throws IOException {
    return Files.readString(Path.of("src/main/resources/org/toban/ui/desk.css"));
  }

  /** Of a theme, by name: light, dark or contrast. */
  static Map<String, String> of(String theme) throws IOException {
    String css = css();
    int first = theme.equals("light") ? 0 : css.indexOf(".root." + theme + " {");
    Map<String, String> tokens = new TreeMap<>();
    Matcher token = TOKEN.matcher(css.substring(first, css.indexOf('}', first)));
    while (token.find()) {
      tokens.put(token.group(1), token.group(2));
    }
    return tokens;
  }
}
