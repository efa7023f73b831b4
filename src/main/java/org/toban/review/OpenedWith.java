package org.toban.review;

import org.toban.incident.RunbookText;

/** The runbook as it was when the incident opened: what the responder had, whatever it says now. */
final class OpenedWith {
  /** Characters of it that a review shows. */
  private static final int SHOWN = 20_000;

  private OpenedWith() {}

  static void add(RunbookText book, Wording wording, Page page) {
    page.heading(2, Page.text(wording.text("section.runbook")));
    page.named("by", page.paragraph(Page.text(place(book, wording))));
    String text = book.text();
    int omitted = text.length() - SHOWN;
    String shown =
        omitted <= 0
            ? text
            : text.substring(0, SHOWN) + '\n' + wording.text("output.omitted", omitted);
    page.code("runbook", "markdown", shown);
  }

  /** Its file, and the commit that it is of. */
  private static String place(RunbookText book, Wording wording) {
    String revision = book.revision();
    if (revision.isEmpty()) {
      return wording.text("runbook.place", book.place());
    }
    boolean differs = revision.endsWith("+");
    String commit = differs ? revision.substring(0, revision.length() - 1) : revision;
    return wording.text(differs ? "runbook.differs" : "runbook.commit", book.place(), commit);
  }
}
