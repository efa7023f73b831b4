package org.toban.ui.tray;

import java.awt.AWTException;
import java.awt.CheckboxMenuItem;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** A tray icon by AWT, for desktops without StatusNotifierItem: XEMBED, Windows, macOS. */
final class AwtTray implements Tray {
  private final SystemTray tray;
  private final java.awt.TrayIcon icon;

  private AwtTray(SystemTray tray, java.awt.TrayIcon icon) {
    this.tray = tray;
    this.icon = icon;
  }

  static @Nullable Tray open(TrayState state, Runnable activate) {
    if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
      return null;
    }
    SystemTray tray = SystemTray.getSystemTray();
    java.awt.TrayIcon icon = new java.awt.TrayIcon(image(state, tray), state.title());
    icon.setImageAutoSize(true);
    icon.addActionListener(event -> activate.run());
    icon.setPopupMenu(menu(state));
    try {
      tray.add(icon);
      return new AwtTray(tray, icon);
    } catch (AWTException e) {
      return null;
    }
  }

  private static Image image(TrayState state, SystemTray tray) {
    int size = Math.max(16, tray.getTrayIconSize().height);
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, size, size, TrayIcon.pixels(state.face(), size), 0, size);
    return image;
  }

  private static PopupMenu menu(TrayState state) {
    PopupMenu popup = new PopupMenu();
    for (TrayMenu line : state.menu()) {
      switch (line) {
        case TrayMenu.Separator it -> popup.addSeparator();
        case TrayMenu.Entry it -> {
          MenuItem item = new MenuItem(it.label());
          item.addActionListener(event -> it.chosen().run());
          popup.add(item);
        }
        case TrayMenu.Check it -> {
          CheckboxMenuItem item = new CheckboxMenuItem(it.label(), it.on());
          item.addItemListener(event -> it.chosen().run());
          popup.add(item);
        }
      }
    }
    return popup;
  }

  @Override
  public boolean isShown() {
    return true;
  }

  @Override
  public void show(TrayState state) {
    EventQueue.invokeLater(() -> {
      icon.setImage(image(state, tray));
      icon.setToolTip(state.title());
      icon.setPopupMenu(menu(state));
    });
  }

  @Override
  public void close() {
    EventQueue.invokeLater(() -> tray.remove(icon));
  }
}
