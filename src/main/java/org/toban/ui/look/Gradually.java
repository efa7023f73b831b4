package org.toban.ui.look;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Fills a pane with nodes over some pulses. The style of a node is worked out when it comes into
 * the scene, seen or not; that of a whole page in one go would keep the thread, and every key,
 * waiting.
 */
public final class Gradually implements Turns.Turn {
  /** Time of one pulse for new nodes, in ns: a quarter of what a pulse has. */
  private static final long MOST = 4_000_000;

  private final List<Node> children;
  private final Deque<Node> left = new ArrayDeque<>();
  private int filled;
  private Runnable whole = () -> {};

  public Gradually(Pane pane) {
    children = pane.getChildren();
  }

  /**
   * Puts these in the place of what is there now, from the first on; what was still to come is
   * forgotten.
   *
   * @param then is done when the last is in its place
   */
  public void show(Collection<? extends Node> nodes, Runnable then) {
    left.clear();
    left.addAll(nodes);
    whole = then;
    filled = 0;
    if (next()) {
      Turns.ask(this);
    } else {
      Turns.drop(this);
    }
  }

  @Override
  public boolean next() {
    long begun = System.nanoTime();
    while (!left.isEmpty() && System.nanoTime() - begun < MOST) {
      Node node = left.remove();
      if (filled < children.size()) {
        children.set(filled, node);
      } else {
        children.add(node);
      }
      filled++;
      if (!Turns.isHidden(node)) {
        node.applyCss();
      }
    }
    if (!left.isEmpty()) {
      return true;
    }
    children.subList(filled, children.size()).clear();
    whole.run();
    return false;
  }
}
