package org.toban.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.incident.Event;
import org.toban.incident.RunbookText;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DocumentsTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final List<Locale> LOCALES = List.of(Locale.JAPANESE, Locale.ENGLISH);

  @TempDir Path folder;

  @Test
  void theTimelineShowsExactlyTheEventsInOrderWithTheZone() {
    Review review = Stories.serviceDown(false);
    for (Locale locale : LOCALES) {
      Wording wording = new Wording(locale, TOKYO);
      String markdown = Documents.markdown(review, locale, TOKYO);
      String timeline = section(markdown, wording.text("section.timeline"));
      List<String> rows = timeline.lines().filter(it -> it.startsWith("|2026-")).toList();
      assertThat(rows).hasSameSizeAs(review.timeline());
      for (int i = 0; i < rows.size(); i++) {
        Event event = review.timeline().get(i);
        assertThat(rows.get(i)).startsWith("|" + wording.time(event.at()) + "|");
        assertThat(rows.get(i)).contains("+09:00");
      }
    }
  }

  @Test
  void whatAReaderWantsIsThereInBothLanguages() {
    Review review = Stories.serviceDown(true);
    assertThat(Documents.markdown(review, Locale.JAPANESE, TOKYO))
        .contains(
            "# サービスダウン",
            "**訓練**",
            "達成（14分56秒の余裕）",
            "4分51秒",
            "対応が必要だった",
            "2026-11-24 09:12:30 +09:00",
            "終了ステータス 0（2.7秒）",
            "制限時間で停止（30秒）",
            "`START_LIMIT`",
            "## 根本原因",
            "## 再発防止策",
            "Asia/Tokyo");
    assertThat(Documents.markdown(review, Locale.ENGLISH, ZoneId.of("America/New_York")))
        .contains(
            "**Practice**",
            "Met, 14 min 56 s to spare",
            "4 min 51 s",
            "Actionable",
            "2026-11-23 19:12:30 -05:00",
            "exit status 0 after 2.7 s",
            "stopped at its time limit after 30 s",
            "## Root cause",
            "## Action items");
    assertThat(Documents.markdown(Stories.serviceDown(false), Locale.ENGLISH, TOKYO))
        .doesNotContain("Practice");
  }

  @Test
  void notesAndEvidenceStandUnderTheStepThatTheyBelongTo() {
    String review = Documents.markdown(Stories.hostile("plain"), Locale.ENGLISH, TOKYO);
    String commands = review.substring(review.indexOf("## Commands"));
    String under = commands.substring(0, commands.indexOf("\n## "));
    assertThat(under).contains("sato: plain", "5xx plain", "The output above is evidence.");
    assertThat(review.substring(review.indexOf("\n## Evidence"))).contains("plain\nplain");
    assertThat(review).contains("kept as evidence: plain: panel \"plain\"");
  }

  @Test
  void aMissedDeadlineSaysByHowMuch() {
    List<Event> late =
        List.of(
            Stories.opened("A", "web-1"),
            new Event.DeadlineBreached(Stories.at(900)),
            new Event.Acknowledged(Stories.at(1085), "sato", "", null));
    assertThat(english(late)).contains("Missed by 3 min 5 s", "18 min 5 s", "Not yet");
    assertThat(english(late.subList(0, 2))).contains("Missed: no response");
    assertThat(english(late.subList(0, 1))).contains("No response yet");
  }

  @Test
  void theRunbookAsItWasWhenItOpened() {
    Event.Opened it = Stories.opened("A", "web-1");
    String text = "## Respond\n\n```bash\nsystemctl restart web\n```";
    RunbookText book = new RunbookText("ops/web.md:3", "0123abc+", text);
    Event opened =
        new Event.Opened(
            it.at(),
            it.name(),
            it.alertName(),
            it.group(),
            it.severity(),
            it.policy(),
            it.deadline(),
            it.runbook(),
            it.contacts(),
            it.why(),
            null,
            null,
            book);
    assertThat(english(List.of(opened)))
        .contains("## Runbook when it opened", "ops/web.md:3, changed since commit 0123abc")
        .contains("````markdown\n" + text + "\n````");
    assertThat(english(List.of(it))).doesNotContain("Runbook when it opened");
  }

  private static String english(List<Event> events) {
    Review review = Stories.review("INC-1", events, Map.of(), false);
    return Documents.markdown(review, Locale.ENGLISH, TOKYO);
  }

  @Test
  void theSameReviewGivesTheSameBytes() {
    for (Locale locale : LOCALES) {
      assertThat(Documents.markdown(Stories.serviceDown(true), locale, TOKYO))
          .isEqualTo(Documents.markdown(Stories.serviceDown(true), locale, TOKYO));
      assertThat(Documents.html(Stories.serviceDown(true), locale, TOKYO))
          .isEqualTo(Documents.html(Stories.serviceDown(true), locale, TOKYO));
    }
  }

  @Test
  void longOutputIsCutInTheMiddleAndSaysSo() {
    List<Event> events = Stories.serviceDown(false).timeline();
    String output = "first\n" + "x".repeat(100_000) + "\nlast";
    Review review = Stories.review("INC-1", events, Map.of("run-2", output), false);
    assertThat(Documents.markdown(review, Locale.ENGLISH, TOKYO))
        .contains("first", "last", "characters left out")
        .hasSizeLessThan(20_000);
  }

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "</style></pre></code><iframe src=//evil>",
        "[x](javascript:alert(1))",
        "](javascript:alert(1)) ![i](http://evil/i.png)",
        "<https://evil.example>",
        "[ref]: javascript:alert(1)",
        "`tick` ``two`` ``` three ```",
        "```\n# heading\n<b>x</b>\n```\n~~~",
        "a | b || c \\| d",
        "\\",
        "| --- | --- |",
        "# not a heading",
        "1. one\n- two\n> three\n    code\n---\n===",
        "*a* _b_ **c** ~~d~~ &lt;e&gt; &amp; &#35;",
        "\u001b[31mred\u001b]52;c;ZXZpbA==\u0007 \u0000\u0008\r\n\t\u009b",
        "abc\u202egnp.exe\u202c \u2066x\u2069 \u200bzero\u200dwidth\ufeff",
        "lone \ud800 surrogate \udc00 \uffff\ufdd0",
        "]]> <!-- --> <![CDATA[x]]> <?php ?> &nbsp; &bogus;",
        "${x} {0} {1} $page %s",
        "  spaces at both ends  ",
        "line\u2028separator\u2029paragraph\u0085next",
        "x".repeat(9_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextStaysTextInMarkdown(String text) {
    Review review = Stories.hostile(text);
    for (Locale locale : LOCALES) {
      String markdown = Documents.markdown(review, locale, TOKYO);
      Node parsed = Parser.builder().extensions(Documents.EXTENSIONS).build().parse(markdown);
      Node meant = Sections.of(review, new Wording(locale, TOKYO)).document();
      assertThat(Seen.in(parsed).forbidden).isEmpty();
      assertThat(Seen.in(parsed).texts()).isEqualTo(Seen.in(meant).texts());
      assertThat(markdown).doesNotContain("\u001b", "\u0000", "\u202e", "\u009b");
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextStaysTextInHtml(String text) throws Exception {
    Review review = Stories.hostile(text);
    String html = Documents.html(review, Locale.ENGLISH, TOKYO);
    org.w3c.dom.Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    NodeList all = parsed.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertThat(TAGS).contains(element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        assertThat(ATTRIBUTES).contains(element.getAttributes().item(a).getNodeName());
      }
    }
    assertThat(html)
        .contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
        .doesNotContain("\u001b", "\u202e");
    assertThat(parsed.getDocumentElement().getTextContent()).contains(Visible.line(text).strip());
  }

  private static final List<String> TAGS =
      List.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "h1",
          "h2",
          "h3",
          "p",
          "em",
          "strong",
          "blockquote",
          "code",
          "pre",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td");

  private static final List<String> ATTRIBUTES =
      List.of("xmlns", "lang", "charset", "http-equiv", "content", "name", "class");

  /** The style sheet asks for nothing either. */
  @Test
  void nothingIsLoadedFromAnywhere() {
    assertThat(Documents.html(Stories.serviceDown(true), Locale.JAPANESE, TOKYO))
        .doesNotContain("url(", "@import", "src=", "href=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void thePdfShowsEveryEventInReadableJapanese(String language) throws IOException {
    Locale locale = Locale.of(language);
    Review review = Stories.serviceDown(true);
    try (PDDocument pdf = Loader.loadPDF(Documents.pdf(review, locale, TOKYO))) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      String text = squeezed(stripper.getText(pdf));
      Wording wording = new Wording(locale, TOKYO);
      Sentences sentences = new Sentences(review, wording);
      for (Event event : review.timeline()) {
        assertThat(text).contains(squeezed(wording.time(event.at())));
        for (Node node : sentences.of(event)) {
          assertThat(text).contains(squeezed(Seen.in(node).texts().toString()));
        }
      }
      assertThat(text).contains("サービスダウン", squeezed(wording.text("section.cause")));
      assertThat(text).contains(squeezed(wording.text("page") + " 1 / " + pdf.getNumberOfPages()));
      assertThat(text).doesNotContain("□", "\ufffd");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("サービスダウン · INC-261124-K7QM");
      assertThat(pdf.getNumberOfPages()).isBetween(3, 6);
    }
  }

  /** Lines of a PDF break anywhere, and it may write a character by its compatible twin. */
  private static String squeezed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s|^\\[|]$", "");
  }

  @Test
  void hostileTextDoesNotBreakThePdf() throws IOException {
    List<Event> events = new ArrayList<>(Stories.hostile("]]><b>&x;").timeline());
    hostile().forEach(it -> events.add(new Event.NoteAdded(Stories.at(5), it, it)));
    Review review =
        Stories.review("I", events, Map.of("run-2", String.join("\n", hostile())), true);
    try (PDDocument pdf = Loader.loadPDF(Documents.pdf(review, Locale.ENGLISH, TOKYO))) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("<script>", "[U+202E]", "^[[31m");
      assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
      for (PDPage page : pdf.getPages()) {
        assertThat(page.getAnnotations()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/abs",
        "CON",
        "a/b\\c:d*e?f",
        "..",
        "",
        "\u202egnp",
        "nul\0x"
      })
  void aFileStaysInItsFolderAndNothingIsReplaced(String name) throws IOException {
    Review review =
        Stories.review("../" + name, List.of(Stories.opened(name, "x")), Map.of(), false);
    Path first = Documents.write(folder, review, Documents.Format.MARKDOWN, Locale.ENGLISH, TOKYO);
    Path second = Documents.write(folder, review, Documents.Format.MARKDOWN, Locale.ENGLISH, TOKYO);
    assertThat(first).isNotEqualTo(second).hasParent(folder);
    assertThat(second).hasParent(folder);
    assertThat(first.getFileName().toString())
        .matches("2026-11-24-[\\p{L}\\p{N}-]*\\.md")
        .hasSizeLessThan(130);
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() ->
            Documents.write(
                folder.resolve("none"),
                Stories.serviceDown(false),
                Documents.Format.MARKDOWN,
                Locale.ENGLISH,
                TOKYO))
        .isInstanceOf(IOException.class);
    assertThat(Files.exists(folder.resolve("none"))).isFalse();
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
    Properties english = properties("review.properties");
    Properties japanese = properties("review_ja.properties");
    assertThat(japanese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(japanese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static List<String> places(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(it -> it.group())
        .sorted()
        .toList();
  }

  private static Properties properties(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(Review.class.getResourceAsStream(name))) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  private static String section(String markdown, String heading) {
    int from = markdown.indexOf("\n## " + heading + "\n");
    return markdown.substring(from, markdown.indexOf("\n## ", from + 4));
  }

  @Test
  void labelsKeepEveryCharacterInACodeSpan() {
    Labels labels = Labels.of("a", "`x` | ``y``");
    Review review =
        Stories.review("I", List.of(Stories.opened("A", "`x` | ``y``")), Map.of(), false);
    Node parsed =
        Parser.builder()
            .extensions(Documents.EXTENSIONS)
            .build()
            .parse(Documents.markdown(review, Locale.ENGLISH, TOKYO));
    assertThat(Seen.in(parsed).codes).contains(labels.toString().replace("{a=", "{instance="));
  }

  /** The texts of a tree, and what must not be in it. */
  private static final class Seen extends AbstractVisitor {
    private final StringBuilder all = new StringBuilder();
    private final List<String> codes = new ArrayList<>();
    private final List<String> forbidden = new ArrayList<>();

    static Seen in(Node node) {
      Seen seen = new Seen();
      node.accept(seen);
      return seen;
    }

    String texts() {
      return all.toString().replaceAll(" +", ""); // a paragraph or cell keeps none at its ends
    }

    @Override
    public void visit(Text text) {
      all.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      codes.add(code.getLiteral());
      all.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
      all.append(block.getLiteral());
    }

    @Override
    public void visit(CustomNode node) {
      all.append(node instanceof TableCell ? "|" : "");
      visitChildren(node);
    }

    @Override
    public void visit(Link link) {
      forbidden.add(link.toString());
    }

    @Override
    public void visit(Image image) {
      forbidden.add(image.toString());
    }

    @Override
    public void visit(HtmlInline html) {
      forbidden.add(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      forbidden.add(html.getLiteral());
    }
  }
}
