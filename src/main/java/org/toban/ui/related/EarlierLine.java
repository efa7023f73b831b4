package org.toban.ui.related;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.incident.Incident;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;

/** What worked the last time that an alert of this name fired, and the way to that incident. */
public final class EarlierLine extends HBox {
  private final Surroundings around;
  private final Archive archive;
  private final Consumer<String> open;
  private final Label text = Bits.prose("", "earlier-text");
  private final Hyperlink link = new Hyperlink();
  private String shown = "";
  private FxFeed.@Nullable Reading reading;

  /**
   * The line.
   *
   * @param open goes to an incident in the history, by its id
   */
  public EarlierLine(Surroundings around, Archive archive, Consumer<String> open) {
    super(8);
    this.around = around;
    this.archive = archive;
    this.open = open;
    setId("earlier");
    getStyleClass().addAll("row", "earlier");
    link.setId("earlier-open");
    link.setMinWidth(USE_PREF_SIZE);
    text.setMinWidth(0);
    getChildren().setAll(text, link);
    Bits.show(this, false);
  }

  /** Shows nothing until the history has answered. */
  public void show(@Nullable Incident incident) {
    String id = incident == null ? "" : incident.id();
    if (id.equals(shown)) {
      return;
    }
    shown = id;
    Bits.show(this, false);
    if (reading != null) {
      reading.drop();
    }
    if (incident != null) {
      reading = FxFeed.read(() -> read(incident), this::showEarlier, failure -> {});
    }
  }

  /** What became of one. */
  static String said(Earlier earlier, Surroundings around, Instant now) {
    Words words = around.words();
    String when = around.times().absolute(earlier.openedAt(), now);
    if (earlier.took() == null) {
      return words.get("earlier.open", when);
    }
    String took = around.times().span(earlier.took());
    return earlier.step() == null
        ? words.get("earlier.alone", when, took)
        : words.get("earlier.worked", when, Plain.line(earlier.step(), 60), took);
  }

  private @Nullable Earlier read(Incident incident) {
    List<History.Row> before =
        archive.latest(incident.alertName(), Earlier.MOST + 1, incident.openedAt()).stream()
            .filter(row -> !row.id().equals(incident.id()))
            .toList();
    return Earlier.of(before, archive::events);
  }

  private void showEarlier(@Nullable Earlier earlier) {
    if (earlier == null) {
      return;
    }
    Words words = around.words();
    Instant now = around.ticker().now();
    String said = words.get("earlier.last", said(earlier, around, now));
    String others = earlier.others() >= Earlier.MOST ? Earlier.MOST + "+" : "" + earlier.others();
    text.setText(earlier.others() == 0 ? said : said + " · " + words.get("earlier.others", others));
    link.setText(earlier.incident());
    link.setOnAction(event -> open.accept(earlier.incident()));
    Bits.show(this, true);
  }
}
