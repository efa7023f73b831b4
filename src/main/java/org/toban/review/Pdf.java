package org.toban.review;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Lays HTML out on A4 in the bundled fonts; loads nothing from outside. */
final class Pdf {
  private static final String PROPORTIONAL = "BIZ UDPGothic";
  private static final String MONOSPACED = "BIZ UDGothic";

  // They tell of every step and every font; kept, because a logger that is let go forgets its
  // level.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

  static {
    XRLog.setLoggingEnabled(false);
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private Pdf() {}

  static byte[] of(String html) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.usePDDocument(document);
      builder.usePdfUaAccessibility(true);
      font(builder, document, "BIZUDPGothic-Regular.ttf", PROPORTIONAL, 400);
      font(builder, document, "BIZUDPGothic-Bold.ttf", PROPORTIONAL, 700);
      font(builder, document, "BIZUDGothic-Regular.ttf", MONOSPACED, 400);
      builder.useReplacementText("□");
      for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
        builder.useExternalResourceAccessControl((_, _) -> false, when);
      }
      builder.withProducer("Toban");
      builder.withHtmlContent(withoutControlPictures(html), null);
      builder.toStream(out);
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the PDF could not be made: " + e.getMessage(), e);
    }
    return out.toByteArray();
  }

  private static void font(
      PdfRendererBuilder builder, PDDocument document, String file, String family, int weight)
      throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(resource(file)));
    font.setEnableGsub(false); // with its ligatures, "fi" could not be searched or copied
    PDFont embedded = PDType0Font.load(document, font, true);
    builder.useFont(new PDFontSupplier(embedded), family, weight, FontStyle.NORMAL, true);
  }

  private static InputStream resource(String file) {
    return Objects.requireNonNull(
        Pdf.class.getResourceAsStream("/assets/fonts/" + file), "missing font " + file);
  }

  // The fonts have no pictures for controls: caret notation says the same.
  private static String withoutControlPictures(String html) {
    StringBuilder out = new StringBuilder(html.length());
    for (int i = 0; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c >= '\u2400' && c <= '\u241f') {
        out.append('^').append((char) (c - '\u2400' + '@'));
      } else if (c == '\u2421') {
        out.append("^?");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
