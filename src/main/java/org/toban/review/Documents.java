package org.toban.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * A review or a handover as a document. One tree of nodes gives every form, so they say the same;
 * Markdown and HTML are the same bytes for the same facts.
 */
public final class Documents {
  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);

  private Documents() {}

  /** What a document can be. */
  public enum Format {
    MARKDOWN("md"),
    HTML("html"),
    PDF("pdf");

    private final String extension;

    Format(String extension) {
      this.extension = extension;
    }
  }

  /** CommonMark with tables; text from alerts and people cannot become markup. */
  public static String markdown(Review review, Locale locale, ZoneId zone) {
    Page page = Sections.of(review, new Wording(locale, zone));
    return MarkdownRenderer.builder().extensions(EXTENSIONS).build().render(page.document());
  }

  /** One well-formed file without scripts that loads nothing; light and dark, ready for print. */
  public static String html(Review review, Locale locale, ZoneId zone) {
    return Html.screen(Sections.of(review, new Wording(locale, zone)), title(review), locale);
  }

  /** As for a review: text from alerts and people cannot become markup. */
  public static String markdown(Handover handover, Locale locale, ZoneId zone) {
    Page page = HandoverSections.of(handover, new Wording(locale, zone));
    return MarkdownRenderer.builder().extensions(EXTENSIONS).build().render(page.document());
  }

  /** As for a review. */
  public static String html(Handover handover, Locale locale, ZoneId zone) {
    Wording wording = new Wording(locale, zone);
    return Html.screen(
        HandoverSections.of(handover, wording), title(handover, locale, zone), locale);
  }

  /** For where nothing but plain text is read: the same lines without any markup. */
  public static String text(Handover handover, Locale locale, ZoneId zone) {
    return HandoverSections.of(handover, new Wording(locale, zone)).plain();
  }

  /** What a handover is called, in one line. */
  public static String title(Handover handover, Locale locale, ZoneId zone) {
    Wording wording = new Wording(locale, zone);
    return Visible.line(
        wording.text("handover.title")
            + " · "
            + handover.shift().console()
            + " · "
            + wording.time(handover.shift().at()));
  }

  /** A4 with page numbers, in the bundled fonts. */
  public static byte[] pdf(Review review, Locale locale, ZoneId zone) {
    Wording wording = new Wording(locale, zone);
    return Pdf.of(Html.paper(Sections.of(review, wording), title(review), locale, wording));
  }

  private static String title(Review review) {
    return Visible.line(review.incident().name() + " · " + review.incident().id());
  }

  /** The bytes of a form. */
  public static byte[] bytes(Review review, Format format, Locale locale, ZoneId zone) {
    return switch (format) {
      case MARKDOWN -> markdown(review, locale, zone).getBytes(StandardCharsets.UTF_8);
      case HTML -> html(review, locale, zone).getBytes(StandardCharsets.UTF_8);
      case PDF -> pdf(review, locale, zone);
    };
  }

  /**
   * Writes a new file into a folder, named after date, incident and alert; one that is there
   * already is never replaced.
   *
   * @return the file
   */
  public static Path write(Path folder, Review review, Format format, Locale locale, ZoneId zone)
      throws IOException {
    return write(folder, fileName(review, zone), format, bytes(review, format, locale, zone));
  }

  /** Writes a handover as Markdown into a folder, named after its time; as for a review. */
  public static Path write(Path folder, Handover handover, Locale locale, ZoneId zone)
      throws IOException {
    String name = "handover-" + MINUTE.format(handover.shift().at().atZone(zone));
    byte[] bytes = markdown(handover, locale, zone).getBytes(StandardCharsets.UTF_8);
    return write(folder, name, Format.MARKDOWN, bytes);
  }

  private static Path write(Path folder, String name, Format format, byte[] bytes)
      throws IOException {
    for (int i = 1; ; i++) {
      String number = i == 1 ? "" : "-" + i;
      Path file = folder.resolve(name + number + "." + format.extension);
      try {
        return Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        if (i == 1_000) {
          throw e;
        }
      }
    }
  }

  /** Date, id and name as a file name that is safe everywhere, without an extension. */
  static String fileName(Review review, ZoneId zone) {
    String date = DATE.format(review.incident().openedAt().atZone(zone));
    String name = slug(review.incident().name(), 60);
    return date + "-" + slug(review.incident().id(), 40) + (name.isEmpty() ? "" : "-" + name);
  }

  private static String slug(String text, int limit) {
    String safe = text.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    int end = safe.offsetByCodePoints(0, Math.min(limit, safe.codePointCount(0, safe.length())));
    return safe.substring(0, end).replaceAll("-+$", "");
  }
}
