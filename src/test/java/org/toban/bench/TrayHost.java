package org.toban.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.toban.testbed.SessionBus;
import org.toban.ui.tray.StatusNotifierItem;

/** A desktop with a tray and nothing else: a bus of its own, and who reads the icon there. */
final class TrayHost implements StatusNotifierItem.Watcher, AutoCloseable {
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(1);

  private final SessionBus bus = SessionBus.start();
  private final DBusConnection connection;
  private volatile String item = "";

  TrayHost() throws IOException, DBusException {
    connection = DBusConnectionBuilder.forAddress(bus.address()).withShared(false).build();
    connection.exportObject("/StatusNotifierWatcher", this);
    connection.requestBusName("org.kde.StatusNotifierWatcher");
  }

  String address() {
    return bus.address();
  }

  @Override
  public void RegisterStatusNotifierItem(String name) {
    item = name;
  }

  @Override
  public String getObjectPath() {
    return "/StatusNotifierWatcher";
  }

  /** Waits until the icon tells of so many alerts. */
  void await(int alerts) throws DBusException, InterruptedException {
    String wanted =
        alerts == 0 ? "nothing fires" : String.format(Locale.ROOT, "%,d active", alerts);
    String tip = "";
    for (long begun = System.nanoTime(); System.nanoTime() - begun < LIMIT; ) {
      tip = tip();
      if (tip.startsWith(wanted)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException("the icon says " + tip + " instead of " + wanted);
  }

  private String tip() throws DBusException {
    if (item.isEmpty()) {
      return "";
    }
    try {
      Object[] tip =
          connection
              .getRemoteObject(item, "/StatusNotifierItem", Properties.class)
              .<Object[]>Get("org.kde.StatusNotifierItem", "ToolTip");
      return tip[3].toString();
    } catch (DBusExecutionException notYet) {
      return "";
    }
  }

  @Override
  public void close() throws Exception {
    connection.close();
    bus.close();
  }
}
