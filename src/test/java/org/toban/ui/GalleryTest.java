package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.toban.ui.look.Words;

/** The sheets of docs/gallery are drawn by the build; here is held that each is there and whole. */
class GalleryTest {
  private static final Path FOLDER = Path.of("docs/gallery");
  private static final long MOST_BYTES = 300_000;

  @Test
  void eachViewHasItsSheetAndNothingElseIsThere() throws IOException {
    List<String> sheets;
    try (Stream<Path> files = Files.list(FOLDER)) {
      sheets =
          files.map(it -> it.getFileName().toString()).filter(it -> it.endsWith(".png")).toList();
    }
    assertThat(sheets)
        .containsExactlyInAnyOrderElementsOf(
            Gallery.VIEWS.stream().map(it -> it.name() + ".png").toList());
    for (String sheet : sheets) {
      BufferedImage image = ImageIO.read(FOLDER.resolve(sheet).toFile());
      assertThat(Files.size(FOLDER.resolve(sheet))).as(sheet).isLessThan(MOST_BYTES);
      assertThat(image.getWidth()).as(sheet).isEqualTo(1440);
      assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("(" + sheet + ")");
    }
  }

  @Test
  void noPageIsLeftOut() {
    List<String> pages = Arrays.stream(Page.values()).map(Words::key).toList();
    assertThat(pages)
        .allSatisfy(page -> assertThat(Gallery.VIEWS).anyMatch(it -> it.name().startsWith(page)));
  }
}
