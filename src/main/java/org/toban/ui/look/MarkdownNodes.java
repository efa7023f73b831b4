package org.toban.ui.look;

import java.util.List;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown as native nodes: no markup engine, no script, nothing is loaded. HTML is shown as text,
 * an image as its description, a link only through {@link Links}; size and depth are limited.
 */
public final class MarkdownNodes {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 20;
  private static final int MOST_BLOCKS = 3000;
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), TaskListItemsExtension.create()))
          .maxOpenBlockParsers(60)
          .build();

  private final Links links;
  private int blocks;

  public MarkdownNodes(Links links) {
    this.links = links;
  }

  public VBox render(String markdown) {
    blocks = 0;
    String text =
        markdown.length() > MOST_CHARACTERS ? markdown.substring(0, MOST_CHARACTERS) : markdown;
    VBox column = blocks(PARSER.parse(text), 0);
    column.getStyleClass().add("markdown");
    return column;
  }

  private VBox blocks(Node parent, int depth) {
    VBox column = Bits.column(8);
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (++blocks > MOST_BLOCKS || depth > DEEPEST) {
        column.getChildren().add(Bits.label("…", "muted"));
        return column;
      }
      column.getChildren().add(block(node, depth));
    }
    return column;
  }

  private Region block(Node node, int depth) {
    return switch (node) {
      case Heading it -> flow(it, "h" + Math.min(4, it.getLevel()));
      case FencedCodeBlock it -> code(it.getLiteral());
      case IndentedCodeBlock it -> code(it.getLiteral());
      case HtmlBlock it -> code(it.getLiteral());
      case ThematicBreak it -> rule();
      case BlockQuote it -> styled(blocks(it, depth + 1), "quote");
      case BulletList it -> items(it, -1, depth);
      case OrderedList it ->
          items(it, it.getMarkerStartNumber() == null ? 1 : it.getMarkerStartNumber(), depth);
      case TableBlock it -> table(it);
      default -> flow(node, "paragraph");
    };
  }

  private static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("rule");
    return rule;
  }

  private static Region styled(Region region, String style) {
    region.getStyleClass().add(style);
    return region;
  }

  private static Region code(String literal) {
    return Bits.prose(Plain.block(literal.stripTrailing()), "mono", "boxed");
  }

  private Region items(Node list, int number, int depth) {
    VBox column = Bits.column(4);
    column.getStyleClass().add("items");
    int next = number;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String marker = next < 0 ? marker(item) : next++ + ".";
      VBox content = blocks(item, depth + 1);
      javafx.scene.layout.HBox.setHgrow(content, javafx.scene.layout.Priority.ALWAYS);
      var bullet = Bits.label(marker, "bullet");
      bullet.setMinWidth(Region.USE_PREF_SIZE);
      var row = Bits.topRow(8, bullet, content);
      column.getChildren().add(row);
    }
    return column;
  }

  private static String marker(Node item) {
    boolean task = item instanceof ListItem && item.getFirstChild() instanceof TaskListItemMarker;
    return task ? (((TaskListItemMarker) item.getFirstChild()).isChecked() ? "☑" : "☐") : "•";
  }

  private Region table(Node table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("table");
    int row = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
        if (line instanceof TableRow && ++blocks < MOST_BLOCKS) {
          int column = 0;
          for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
            boolean head = cell instanceof TableCell it && it.isHeader();
            Region text = styled(flow(cell, head ? "table-head" : "table-cell"), "cell");
            GridPane.setHgrow(text, javafx.scene.layout.Priority.SOMETIMES);
            grid.add(text, column++, row);
          }
          row++;
        }
      }
    }
    return grid;
  }

  private TextFlow flow(Node node, String style) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add(style);
    inline(node, flow, "", 0);
    return flow;
  }

  private void inline(Node parent, TextFlow flow, String style, int depth) {
    for (Node node = parent.getFirstChild();
        node != null && depth < DEEPEST;
        node = node.getNext()) {
      switch (node) {
        case org.commonmark.node.Text it -> add(flow, it.getLiteral(), style);
        case Code it -> add(flow, it.getLiteral(), "code");
        case HtmlInline it -> add(flow, it.getLiteral(), "code");
        case SoftLineBreak it -> add(flow, " ", style);
        case HardLineBreak it -> breakLine(flow);
        case StrongEmphasis it -> inline(it, flow, "strong", depth + 1);
        case Emphasis it -> inline(it, flow, "em", depth + 1);
        case Link it -> flow.getChildren().add(links.node(plain(it), it.getDestination()));
        case Image it -> add(flow, "[" + plain(it) + "]", "em");
        default -> inline(node, flow, style, depth + 1);
      }
    }
  }

  /** In the text before it: as a text of its own it would colour the first letter after it. */
  private static void breakLine(TextFlow flow) {
    if (!flow.getChildren().isEmpty() && flow.getChildren().getLast() instanceof Text before) {
      before.setText(before.getText() + "\n");
    }
  }

  private static String plain(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      text.append(
          switch (child) {
            case org.commonmark.node.Text it -> it.getLiteral();
            case Code it -> it.getLiteral();
            default -> plain(child);
          });
    }
    return text.toString();
  }

  private static void add(TextFlow flow, String literal, String style) {
    Text text = new Text(Plain.line(literal, 20_000));
    text.getStyleClass().add("text");
    if (!style.isEmpty()) {
      text.getStyleClass().add(style);
    }
    flow.getChildren().add(text);
  }
}
