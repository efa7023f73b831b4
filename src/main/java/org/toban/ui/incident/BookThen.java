package org.toban.ui.incident;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;
import org.toban.incident.RunbookText;
import org.toban.runbook.Runbook;
import org.toban.ui.look.Bits;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/** Says that the runbook is another than when the incident opened, and shows it as it was. */
final class BookThen extends VBox {
  private BookThen(Surroundings around, RunbookText book, boolean gone) {
    super(6);
    setId("book-then");
    String key = gone ? "runbook.gone" : "runbook.changed";
    Node text = new MarkdownNodes(around.links()).render(book.text());
    Button show =
        Bits.button(
            "show-book-then",
            around.words().get("runbook.then"),
            "",
            () -> {
              if (!getChildren().remove(text)) {
                getChildren().add(text);
              }
            });
    show.getStyleClass().add("ghost");
    getChildren()
        .addAll(Bits.row(8, Bits.prose(around.words().get(key, place(book)), "muted"), show));
  }

  /** The line for an incident; null when its runbook is as it was, or was not kept. */
  static @Nullable Node of(Surroundings around, Incident incident, @Nullable Runbook now) {
    RunbookText book = incident.book();
    boolean same = book == null || (now != null && book.says(now.source().text()));
    return same || book == null ? null : new BookThen(around, book, now == null);
  }

  private static String place(RunbookText book) {
    String revision = book.revision();
    String commit = revision.substring(0, Math.min(12, revision.length()));
    return Plain.line(commit.isEmpty() ? book.place() : book.place() + " @ " + commit, 120);
  }
}
