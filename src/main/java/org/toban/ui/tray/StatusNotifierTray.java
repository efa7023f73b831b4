package org.toban.ui.tray;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tray icon as a StatusNotifierItem with a com.canonical.dbusmenu, on the session bus. */
final class StatusNotifierTray implements Tray {
  private static final Logger LOG = LoggerFactory.getLogger(StatusNotifierTray.class);
  private static final String WATCHER = "org.kde.StatusNotifierWatcher";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final DBusConnection bus;
  private final String name;
  private final ItemObject item;
  private final MenuObject menu;
  private volatile TrayState state;
  private volatile boolean registered;

  private StatusNotifierTray(DBusConnection bus, TrayState state, Runnable activate) {
    this.bus = bus;
    this.state = state;
    name =
        "org.kde.StatusNotifierItem-"
            + ProcessHandle.current().pid()
            + "-"
            + NUMBER.incrementAndGet();
    item = new ItemObject(state, activate);
    menu = new MenuObject(state.menu());
  }

  /**
   * Connects and registers.
   *
   * @param address of the bus; null for the session's
   * @return null when there is no bus or no tray on it
   */
  static @Nullable Tray open(@Nullable String address, TrayState state, Runnable activate) {
    try {
      DBusConnectionBuilder builder =
          address == null
              ? DBusConnectionBuilder.forSessionBus()
              : DBusConnectionBuilder.forAddress(address);
      StatusNotifierTray tray =
          new StatusNotifierTray(builder.withShared(false).build(), state, activate);
      return tray.export() ? tray : null;
    } catch (DBusException | RuntimeException e) {
      LOG.info("no tray by D-Bus: {}", e.toString());
      return null;
    }
  }

  private boolean export() throws DBusException {
    bus.requestBusName(name);
    bus.exportObject(ItemObject.PATH, item);
    bus.exportObject(MenuObject.PATH, menu);
    bus.addSigHandler(DBus.NameOwnerChanged.class, this::ownerChanged);
    register();
    if (!registered) {
      close();
    }
    return registered;
  }

  /** A desktop's panel that starts again has forgotten us. */
  private void ownerChanged(DBus.NameOwnerChanged signal) {
    if (signal.name.equals(WATCHER)) {
      registered = false;
      if (!signal.newOwner.isEmpty()) {
        Thread.ofVirtual().name("tray-register").start(this::register);
      }
    }
  }

  private void register() {
    try {
      bus.getRemoteObject(WATCHER, "/StatusNotifierWatcher", StatusNotifierItem.Watcher.class)
          .RegisterStatusNotifierItem(name);
      registered = true;
    } catch (DBusException | DBusExecutionException e) {
      LOG.info("no tray host on the bus: {}", e.toString());
    }
  }

  @Override
  public boolean isShown() {
    return registered && bus.isConnected();
  }

  @Override
  public void show(TrayState next) {
    TrayState before = state;
    state = next;
    item.show(next);
    try {
      if (!before.face().equals(next.face())) {
        bus.sendMessage(new StatusNotifierItem.NewIcon(ItemObject.PATH));
      }
      if (!before.title().equals(next.title()) || !before.detail().equals(next.detail())) {
        bus.sendMessage(new StatusNotifierItem.NewToolTip(ItemObject.PATH));
      }
      bus.sendMessage(new DbusMenu.LayoutUpdated(MenuObject.PATH, menu.show(next.menu()), 0));
    } catch (DBusException | RuntimeException e) {
      LOG.info("the tray could not be told: {}", e.toString());
    }
  }

  @Override
  public void close() {
    try {
      bus.close();
    } catch (IOException | RuntimeException e) {
      LOG.info("the tray's connection did not close well: {}", e.toString());
    }
  }
}
