package org.toban.ui.settings;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;
import org.toban.ui.parts.AtLogin;
import org.toban.ui.parts.Configuring;

/** Whether Toban starts at sign-in, as the desktop says now and as the person wants it. */
public final class LoginSwitch {
  private LoginSwitch() {}

  /** The switch; it is not there where the program does not know how it is started. */
  public static Node of(Words words, Configuring configuring) {
    AtLogin login = configuring.atLogin();
    CheckBox box = new CheckBox(words.get("settings.at-login"));
    box.setId("settings-at-login");
    Label told = Bits.prose("", "warn");
    Node row = Bits.row(12, box, told);
    Bits.show(row, login != null);
    if (login != null) {
      FxFeed.read(login::isOn, box::setSelected, failure -> tell(told, failure));
      box.setOnAction(event -> {
        boolean on = box.isSelected();
        told.setText("");
        FxFeed.read(
            () -> {
              login.set(on);
              return login.isOn();
            },
            box::setSelected,
            failure -> {
              box.setSelected(!on);
              tell(told, failure);
            });
      });
    }
    return row;
  }

  private static void tell(Label told, Exception failure) {
    told.setText(Plain.line(String.valueOf(failure.getMessage()), 300));
  }
}
