package org.toban.ui.look;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/**
 * Work of the window that can wait for the next pulses, a piece of one kind in each: lines that
 * need new cells, parts of a page that were never shown. Each would fit into a pulse, all of them
 * at once keep every key waiting. Of the FX thread only.
 */
public final class Turns extends AnimationTimer {
  private static final Turns ALL = new Turns();

  private final Deque<Turn> waiting = new ArrayDeque<>();

  /** Something that is done piece by piece. */
  public interface Turn {
    /** Does the next piece; says whether there is another. */
    boolean next();
  }

  private Turns() {}

  /** Gives it a turn in a pulse to come, if it does not wait for one already. */
  public static void ask(Turn turn) {
    if (!ALL.waiting.contains(turn)) {
      ALL.waiting.add(turn);
      ALL.start();
    }
  }

  /** It wants no turn any more. */
  public static void drop(Turn turn) {
    ALL.waiting.remove(turn);
  }

  /**
   * Whether a node is in a window that is not shown. There the toolkit has no styles of what stands
   * above the node: who asks for its style now gets none of our colours, and a warning for each.
   */
  public static boolean isHidden(Node node) {
    Scene scene = node.getScene();
    Window window = scene == null ? null : scene.getWindow();
    return window != null && !window.isShowing();
  }

  /** Whether all that was asked for is there. */
  public static boolean isIdle() {
    return ALL.waiting.isEmpty();
  }

  @Override
  public void handle(long now) {
    Turn turn = waiting.poll();
    if (turn == null) {
      stop();
    } else if (turn.next()) {
      waiting.add(turn);
    }
  }
}
