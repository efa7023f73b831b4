package org.toban.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** Wraps a page as well-formed HTML that runs no script and loads nothing. */
final class Html {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private Html() {}

  /** For a browser: follows its light or dark theme, and prints on white. */
  static String screen(Page page, String title, Locale locale) {
    String styles =
        resource("review.css")
            + "@media screen and (prefers-color-scheme: dark) {\n"
            + resource("review-dark.css")
            + "}\n";
    return wrap(page, title, locale, styles);
  }

  /** For the PDF: the same page with paper's styles. */
  static String paper(Page page, String title, Locale locale, Wording wording) {
    String styles =
        resource("review.css")
            + resource("review-paper.css").replace("$page", wording.text("page"));
    return wrap(page, title, locale, styles);
  }

  private static String wrap(Page page, String title, Locale locale, String styles) {
    return """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="%s">
    <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="%s" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="generator" content="Toban" />
    <meta name="author" content="Toban" />
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(
            locale.toLanguageTag(),
            POLICY,
            escape(title),
            styles,
            renderer(page).render(page.document()));
  }

  private static HtmlRenderer renderer(Page page) {
    return HtmlRenderer.builder()
        .escapeHtml(true)
        .sanitizeUrls(true)
        .extensions(Documents.EXTENSIONS)
        .attributeProviderFactory(_ ->
            (node, tag, attributes) -> {
              String name = nameOf(page, node, tag);
              if (name != null) {
                attributes.put("class", name);
              }
            })
        .build();
  }

  // A fenced block is two elements; the name belongs on the outer one.
  private static @Nullable String nameOf(Page page, Node node, String tag) {
    return tag.equals("code") ? null : page.classOf(node);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (@Nullable InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
