package org.toban.ui.look;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/**
 * Shows links and opens them only after the person has seen where they lead. What is no web address
 * is shown as text and never opened.
 */
public final class Links {
  private final Words words;
  private final Sheets sheets;
  private final Consumer<URI> browser;

  public Links(Words words, Sheets sheets, Consumer<URI> browser) {
    this.words = words;
    this.sheets = sheets;
    this.browser = browser;
  }

  /** A link to click, or plain text with the reason when it may not be opened. */
  public Node node(String text, String target) {
    Optional<Link> link = Link.parse(target);
    if (link.isEmpty()) {
      Label plain = Bits.label(Plain.line(text), "muted");
      plain.setTooltip(new Tooltip(words.get("link.refused", Plain.line(target))));
      return plain;
    }
    Hyperlink node = new Hyperlink(Plain.line(text));
    node.getStyleClass().add("web-link");
    node.setTooltip(new Tooltip(link.get().uri().toString()));
    node.setOnAction(event -> ask(link.get()));
    return node;
  }

  private void ask(Link link) {
    Button open =
        Bits.button(
            "link-open",
            words.get("link.open"),
            "",
            () -> {
              sheets.close();
              browser.accept(link.uri());
            });
    open.getStyleClass().add("primary");
    Button cancel = Bits.button("sheet-cancel", words.get("act.cancel"), "Esc", sheets::close);
    VBox card =
        Bits.column(
            12,
            Bits.label(words.get("link.title", link.host()), "sheet-title"),
            Bits.prose(link.uri().toString(), "mono", "boxed"),
            Bits.row(8, Bits.spacer(), cancel, open));
    card.setPrefWidth(520);
    sheets.open(card, open);
  }
}
