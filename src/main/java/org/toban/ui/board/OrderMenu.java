package org.toban.ui.board;

import java.util.function.Consumer;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Order;

/** The orders of the board as a menu. */
final class OrderMenu {
  private OrderMenu() {}

  static Menu of(Words words, BoardFilter filter, Consumer<BoardFilter> refilter) {
    Menu menu = new Menu(words.get("filter.sort"));
    Order order = filter.order();
    for (Order.By by : Order.By.values()) {
      RadioMenuItem item = new RadioMenuItem(words.of("filter.sort", by));
      item.setSelected(order.by() == by);
      item.setOnAction(event -> refilter.accept(filter.withOrder(new Order(by, order.reversed()))));
      menu.getItems().add(item);
    }
    CheckMenuItem reversed = new CheckMenuItem(words.get("filter.sort-reversed"));
    reversed.setSelected(order.reversed());
    reversed.setOnAction(
        event -> refilter.accept(filter.withOrder(new Order(order.by(), !order.reversed()))));
    menu.getItems().addAll(new SeparatorMenuItem(), reversed);
    return menu;
  }
}
