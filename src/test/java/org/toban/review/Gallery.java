package org.toban.review;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;

/** Writes the documents of the example review into a folder, to be looked at. */
final class Gallery {
  private Gallery() {}

  static void main(String[] arguments) throws Exception {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    for (Locale locale : new Locale[] {Locale.JAPANESE, Locale.ENGLISH}) {
      Path folder = Path.of(arguments[0], locale.getLanguage());
      java.nio.file.Files.createDirectories(folder);
      for (Documents.Format format : Documents.Format.values()) {
        System.out.println(
            Documents.write(folder, Stories.serviceDown(true), format, locale, tokyo));
      }
    }
  }
}
