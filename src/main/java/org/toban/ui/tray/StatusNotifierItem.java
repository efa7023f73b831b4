package org.toban.ui.tray;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** What a tray host calls on our icon; see the StatusNotifierItem specification. */
@DBusInterfaceName("org.kde.StatusNotifierItem")
@SuppressWarnings("checkstyle:MethodName")
public interface StatusNotifierItem extends DBusInterface {
  void Activate(int x, int y);

  void SecondaryActivate(int x, int y);

  void ContextMenu(int x, int y);

  void Scroll(int delta, String orientation);

  /** The icon has another look: the host reads it again. */
  final class NewIcon extends DBusSignal {
    public NewIcon(String path) throws DBusException {
      super(path);
    }
  }

  /** The tooltip has another text. */
  final class NewToolTip extends DBusSignal {
    public NewToolTip(String path) throws DBusException {
      super(path);
    }
  }

  /** The one who keeps the list of icons. */
  @DBusInterfaceName("org.kde.StatusNotifierWatcher")
  interface Watcher extends DBusInterface {
    void RegisterStatusNotifierItem(String name);
  }
}
