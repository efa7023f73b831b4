package org.toban.review;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/**
 * A document under construction: a CommonMark tree, and what its nodes are called in the style
 * sheet. Every text passes through {@link Visible}.
 */
final class Page {
  private final Document document = new Document();
  private final IdentityHashMap<Node, String> classes = new IdentityHashMap<>();

  Document document() {
    return document;
  }

  @Nullable String classOf(Node node) {
    return classes.get(node);
  }

  /** Gives a node its name in the style sheet. */
  <T extends Node> T named(String name, T node) {
    classes.put(node, name);
    return node;
  }

  void heading(int level, Node... inlines) {
    Heading heading = new Heading();
    heading.setLevel(level);
    document.appendChild(with(heading, inlines));
  }

  Paragraph paragraph(Node... inlines) {
    Paragraph paragraph = with(new Paragraph(), inlines);
    document.appendChild(paragraph);
    return paragraph;
  }

  void quote(String name, Node... inlines) {
    BlockQuote quote = named(name, new BlockQuote());
    quote.appendChild(with(new Paragraph(), inlines));
    document.appendChild(quote);
  }

  void code(String name, String language, String text) {
    FencedCodeBlock block = named(name, new FencedCodeBlock());
    block.setInfo(language);
    String visible = Visible.block(text);
    block.setLiteral(visible.endsWith("\n") ? visible : visible + "\n");
    document.appendChild(block);
  }

  /** A table with a heading row. */
  void table(String name, List<String> headings, List<TableRow> rows) {
    TableBlock table = named(name, new TableBlock());
    TableHead head = new TableHead();
    TableRow first = new TableRow();
    for (String heading : headings) {
      TableCell cell = cell(text(heading));
      cell.setHeader(true);
      first.appendChild(cell);
    }
    head.appendChild(first);
    table.appendChild(head);
    TableBody body = new TableBody();
    for (TableRow row : rows) {
      keepCellsApart(row);
      body.appendChild(row);
    }
    table.appendChild(body);
    document.appendChild(table);
  }

  // A backslash at the end of a cell would escape the bar that ends it.
  private static void keepCellsApart(TableRow row) {
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell.getLastChild() instanceof Text text && text.getLiteral().endsWith("\\")) {
        text.setLiteral(text.getLiteral() + " ");
      }
    }
  }

  /** A list of items that stand close together. */
  void list(String name, List<ListItem> items) {
    BulletList list = named(name, new BulletList());
    list.setMarker("-");
    list.setTight(true);
    items.forEach(list::appendChild);
    document.appendChild(list);
  }

  /** An item of a list; each of the lines begins anew. */
  static ListItem item(List<List<Node>> lines) {
    Paragraph paragraph = new Paragraph();
    for (List<Node> line : lines) {
      if (paragraph.getFirstChild() != null) {
        paragraph.appendChild(new HardLineBreak());
      }
      line.forEach(paragraph::appendChild);
    }
    return with(new ListItem(), paragraph);
  }

  /**
   * The page as plain text, for where markup would only be in the way; the tree is changed by that.
   */
  String plain() {
    document.accept(new Unmarking());
    return TextContentRenderer.builder()
        .extensions(Documents.EXTENSIONS)
        .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
        .build()
        .render(document);
  }

  /** The text renderer marks code and quotes in a way of its own, and headings in none. */
  private static final class Unmarking extends AbstractVisitor {
    @Override
    public void visit(Code code) {
      code.insertBefore(new Text(code.getLiteral()));
      code.unlink();
    }

    @Override
    public void visit(BlockQuote quote) {
      visitChildren(quote);
      for (Node child = quote.getFirstChild(); child != null; child = quote.getFirstChild()) {
        quote.insertBefore(child);
      }
      quote.unlink();
    }

    @Override
    public void visit(Heading heading) {
      visitChildren(heading);
      heading.prependChild(new Text(heading.getLevel() == 1 ? "■ " : "□ "));
    }
  }

  static TableRow row(TableCell... cells) {
    return with(new TableRow(), cells);
  }

  static TableCell cell(Node... inlines) {
    return with(new TableCell(), inlines);
  }

  static TableCell cell(String text) {
    return cell(text(text));
  }

  /** A cell that is not broken into lines where there is room: a time, a name. */
  TableCell narrow(String text) {
    return narrow(text(text));
  }

  TableCell narrow(Node inline) {
    return named("narrow", cell(inline));
  }

  static Text text(String text) {
    return new Text(Visible.line(text));
  }

  static Node code(String text) {
    String visible = Visible.line(text);
    return visible.isBlank() ? new Text(visible) : new Code(visible.strip());
  }

  /** Blanks at its ends would make it no strong text. */
  static Node strong(String text) {
    Text words = text(text.strip());
    return words.getLiteral().isBlank() ? words : with(new StrongEmphasis("**"), words);
  }

  static Node emphasis(String text) {
    return with(new Emphasis("*"), text(text));
  }

  /** The words of a text with nodes or strings in their places. */
  static Node[] words(Wording wording, String key, Object... values) {
    Function<Wording.Part, Node> node =
        part ->
            part.value() < 0
                ? new Text(part.text())
                : values[part.value()] instanceof Node it
                    ? it
                    : text(String.valueOf(values[part.value()]));
    return wording.parts(key).stream().map(node).toArray(Node[]::new);
  }

  private static <T extends Node> T with(T parent, Node... children) {
    for (Node child : children) {
      parent.appendChild(child);
    }
    return parent;
  }
}
