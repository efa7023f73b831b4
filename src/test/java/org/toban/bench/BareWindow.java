package org.toban.bench;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The least that a desk in JavaFX can be: a window with one text, which says when it is on the
 * screen. It needs no other class of the project.
 */
final class BareWindow extends AnimationTimer {
  private int pulses;

  private BareWindow() {}

  public static void main(String[] arguments) {
    Platform.startup(BareWindow::open);
  }

  private static void open() {
    Stage stage = new Stage();
    stage.setScene(new Scene(new StackPane(new Label("bare")), 1440, 900));
    stage.show();
    new BareWindow().start();
  }

  @Override
  public void handle(long now) {
    pulses++;
    if (pulses == 2) { // the first has been drawn
      System.out.println("shown");
    }
  }
}
