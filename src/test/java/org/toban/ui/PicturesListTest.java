package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures of the documentation: each state has one, and each one that is shown is there. */
class PicturesListTest {
  private static final Path IMAGES = Path.of("docs/images");
  private static final Pattern SHOWN = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)]+\\.png)\\)");
  private static final Pattern DRAWN = Pattern.compile("Pictures\\.keep\\(screen, \"([^\"]+)\"\\)");

  /** Above this a picture is a burden on everybody who clones the repository. */
  private static final long MOST_BYTES = 200_000;

  /** What must be seen to be believed, each the beginning of a picture's name. */
  private static final List<String> STATES =
      List.of(
          "state-sources-", // every constant of SourceStatus.Health, as SourcePicturesTest holds
          "state-sources-details-",
          "state-watchdog-",
          "state-heartbeat-",
          "state-clock-",
          "state-recovering-",
          "state-remembered-",
          "state-after-sleep-",
          "state-flapping-",
          "state-suppressed-",
          "state-sum-",
          "state-rules-",
          "state-lost-",
          "silences-list-",
          "silences-preview-",
          "silences-warning-",
          "silences-differs-",
          "finding-completion-",
          "finding-saved-",
          "finding-groups-",
          "finding-marks-",
          "flow-arrange-",
          "flow-snoozed-",
          "flow-taken-over-",
          "flow-maintenance-",
          "rollout-dry-",
          "rollout-",
          "logs-rule-",
          "logs-around-",
          "logs-tail-");

  private static Set<String> images() throws IOException {
    try (Stream<Path> files = Files.list(IMAGES)) {
      return new TreeSet<>(files.map(it -> it.getFileName().toString()).toList());
    }
  }

  @Test
  void everyStateHasAPictureInBothLanguagesOrThemesByTurns() throws IOException {
    Set<String> images = images();
    assertThat(STATES)
        .allSatisfy(state -> assertThat(images).anyMatch(image -> image.startsWith(state)));
    for (String variant : List.of("-ja-light", "-ja-dark", "-en-light", "-en-dark")) {
      assertThat(images)
          .anyMatch(image -> image.startsWith("state-") && image.endsWith(variant + ".png"));
    }
  }

  /** What a test draws for the documentation is kept there, and nothing else but the old ones. */
  @Test
  void whatIsDrawnIsKept() throws IOException {
    Set<String> drawn = new TreeSet<>();
    try (Stream<Path> tests = Files.list(Path.of("src/test/java/org/toban/ui"))) {
      for (Path test : tests.filter(it -> it.toString().endsWith("PicturesTest.java")).toList()) {
        Matcher matcher = DRAWN.matcher(Files.readString(test));
        while (matcher.find()) {
          drawn.add(matcher.group(1) + ".png");
        }
      }
    }
    assertThat(drawn).isNotEmpty();
    assertThat(images()).containsAll(drawn);
    assertThat(
            images().stream()
                .filter(it -> it.matches("(state|flow|silences|finding|logs|rollout)-.*")))
        .containsExactlyElementsOf(drawn);
  }

  @Test
  void thePicturesAreWholeAndSmall() throws IOException {
    for (String image : images()) {
      Path file = IMAGES.resolve(image);
      assertThat(Files.size(file)).as(image).isLessThan(MOST_BYTES);
      assertThat(ImageIO.read(file.toFile())).as(image).isNotNull();
    }
  }

  @Test
  void theDocumentsShowWhatThereIs() throws IOException {
    Set<String> shown = new TreeSet<>();
    List<Path> documents;
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      documents = files.filter(it -> it.toString().endsWith(".md")).toList();
    }
    documents = Stream.concat(Stream.of(Path.of("README.md")), documents.stream()).toList();
    for (Path document : documents) {
      Matcher matcher = SHOWN.matcher(Files.readString(document));
      while (matcher.find()) {
        Path folder = document.toAbsolutePath().getParent();
        assertThat(folder.resolve(matcher.group(2))).as(document.toString()).exists();
        assertThat(matcher.group(1)).as("words for " + matcher.group(2)).isNotBlank();
        shown.add(Path.of(matcher.group(2)).getFileName().toString());
      }
    }
    assertThat(STATES)
        .allSatisfy(state -> assertThat(shown).anyMatch(image -> image.startsWith(state)));
  }
}
