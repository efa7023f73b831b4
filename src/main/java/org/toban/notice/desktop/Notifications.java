package org.toban.notice.desktop;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * The notification service of a desktop (Desktop Notifications Specification 1.2). Public only
 * because D-Bus proxies need it.
 */
@DBusInterfaceName("org.freedesktop.Notifications")
public interface Notifications extends DBusInterface {
  /**
   * The call {@code Notify} (dbus-java keeps that name of Java for itself): shows a notification,
   * in the place of an earlier one unless {@code replaces} is 0.
   *
   * @param actions keys and labels in turn
   * @param milliseconds 0 for never, -1 as the desktop likes
   * @return its id
   */
  @DBusMemberName("Notify")
  @SuppressWarnings("TooManyParameters") // the specification's call
  UInt32 show(
      String application,
      UInt32 replaces,
      String icon,
      String summary,
      String body,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int milliseconds);

  @DBusMemberName("GetCapabilities")
  List<String> capabilities();

  /** A person chose an action of a notification. */
  final class ActionInvoked extends DBusSignal {
    private final UInt32 id;
    private final String key;

    public ActionInvoked(String path, UInt32 id, String key) throws DBusException {
      super(path, id, key);
      this.id = id;
      this.key = key;
    }

    public UInt32 id() {
      return id;
    }

    public String key() {
      return key;
    }
  }
}
