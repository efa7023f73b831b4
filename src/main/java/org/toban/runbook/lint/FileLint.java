package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.toban.runbook.Flaw;
import org.toban.runbook.Leaf;
import org.toban.runbook.Links;
import org.toban.runbook.Markdown;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/** Looks at one file while it is parsed. */
final class FileLint {
  private final Leaf leaf;
  private final List<Problem> problems = new ArrayList<>();
  private final Anchors anchors = new Anchors();
  private final List<FileLook.Target> links = new ArrayList<>();
  private final List<Suppression> suppressions = new ArrayList<>();

  private FileLint(Leaf leaf) {
    this.leaf = leaf;
  }

  static FileLook look(Leaf leaf) {
    FileLint lint = new FileLint(leaf);
    Markdown.below(leaf.document()).forEach(lint::node);
    lint.problems.addAll(Secrets.check(leaf.file()));
    leaf.scripts().forEach(it -> lint.problems.addAll(ScriptLint.check(it)));
    return new FileLook(
        leaf.file().name(), lint.problems, lint.anchors.all(), lint.links, lint.suppressions);
  }

  private void node(Node node) {
    switch (node) {
      case Heading heading -> anchors.heading(heading);
      case HtmlBlock html -> html(html, html.getLiteral(), true);
      case HtmlInline html -> html(html, html.getLiteral(), false);
      case Image image when Links.isRemote(image.getDestination()) ->
          add(leaf.place(image), Flaw.REMOTE_IMAGE);
      case Image image -> link(image, image.getDestination());
      case Link link when !Links.isRemote(link.getDestination()) ->
          link(link, link.getDestination());
      default -> {}
    }
  }

  private void link(Node node, String target) {
    if (!target.isBlank()) {
      links.add(new FileLook.Target(target, Markdown.line(node)));
    }
  }

  private void html(Node node, String literal, boolean block) {
    if (!literal.startsWith("<!--")) {
      anchors.html(literal);
      add(leaf.place(node), Flaw.RAW_HTML);
    } else if (Suppression.isMeant(literal)) {
      comment(node, literal, block);
    }
  }

  private void comment(Node node, String literal, boolean block) {
    Place place = leaf.place(node);
    List<String> codes = Suppression.codes(literal);
    Suppression.Range range = block ? Suppression.range(node) : null;
    if (codes.isEmpty() || range == null) {
      add(place, Flaw.BAD_SUPPRESSION);
      return;
    }
    List<String> known = new ArrayList<>();
    for (String code : codes) {
      if (Suppression.isCode(code)) {
        known.add(code);
      } else {
        add(place, Flaw.UNKNOWN_CODE, code);
      }
    }
    suppressions.add(new Suppression(place, known, range));
  }

  private void add(Place place, Flaw flaw, Object... arguments) {
    problems.add(Problem.of(place, flaw, arguments));
  }
}
