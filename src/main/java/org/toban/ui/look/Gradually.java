package org.toban.ui.look;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;

/**
 * Shows nodes a few a pulse, in their order. The style of a node is worked out when it is first
 * shown; that of a whole page in one go would keep the thread, and every key, waiting.
 */
public final class Gradually extends AnimationTimer {
  private static final int EACH = 2;

  private final Deque<Node> left = new ArrayDeque<>();

  /** Hides these, and shows them from here on; those that were still to come are forgotten. */
  public void show(Collection<? extends Node> nodes) {
    left.clear();
    nodes.forEach(node -> {
      Bits.show(node, false);
      left.add(node);
    });
    next();
    if (!left.isEmpty()) {
      start();
    }
  }

  @Override
  public void handle(long now) {
    next();
    if (left.isEmpty()) {
      stop();
    }
  }

  private void next() {
    for (int i = 0; i < EACH && !left.isEmpty(); i++) {
      Bits.show(left.poll(), true);
    }
  }
}
