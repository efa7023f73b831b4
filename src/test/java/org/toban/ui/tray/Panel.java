package org.toban.ui.tray;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** What a panel does: takes registrations, listens, and reads icon and menu. */
public final class Panel implements StatusNotifierItem.Watcher, AutoCloseable {
  public final List<String> registered = new CopyOnWriteArrayList<>();
  public final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final DBusConnection connection;

  public Panel(String address) throws DBusException {
    connection = DBusConnectionBuilder.forAddress(address).withShared(false).build();
    connection.exportObject("/StatusNotifierWatcher", this);
    connection.addSigHandler(StatusNotifierItem.NewIcon.class, signal -> told.add("NewIcon"));
    connection.addSigHandler(StatusNotifierItem.NewToolTip.class, signal -> told.add("NewToolTip"));
    connection.addSigHandler(DbusMenu.LayoutUpdated.class, signal -> told.add("LayoutUpdated"));
    connection.requestBusName("org.kde.StatusNotifierWatcher");
  }

  @Override
  public void RegisterStatusNotifierItem(String name) {
    registered.add(name);
  }

  @Override
  public String getObjectPath() {
    return "/StatusNotifierWatcher";
  }

  public Map<String, Variant<?>> item() throws DBusException {
    return connection
        .getRemoteObject(registered.getLast(), "/StatusNotifierItem", Properties.class)
        .GetAll("org.kde.StatusNotifierItem");
  }

  public StatusNotifierItem clicks() throws DBusException {
    return connection.getRemoteObject(
        registered.getLast(), "/StatusNotifierItem", StatusNotifierItem.class);
  }

  public DbusMenu menu() throws DBusException {
    return connection.getRemoteObject(registered.getLast(), "/MenuBar", DbusMenu.class);
  }

  public int[] icon(int size) throws DBusException {
    for (Object pixmap : (List<?>) item().get("IconPixmap").getValue()) {
      Object[] fields = (Object[]) pixmap;
      if (fields[0].equals(size)) {
        ByteBuffer bytes = ByteBuffer.allocate(size * size * 4);
        ((List<?>) fields[2]).forEach(it -> bytes.put((Byte) it));
        int[] pixels = new int[size * size];
        bytes.flip().asIntBuffer().get(pixels);
        return pixels;
      }
    }
    throw new AssertionError("no icon of " + size + " pixels");
  }

  public List<String> lines() throws DBusException {
    return menu().GetLayout(0, -1, List.of()).root.children.stream()
        .map(child -> (Object[]) child.getValue())
        .map(fields -> line((Map<?, ?>) fields[1]))
        .toList();
  }

  private static String line(Map<?, ?> properties) {
    if (properties.containsKey("type")) {
      return "---";
    }
    String label = ((Variant<?>) properties.get("label")).getValue().toString();
    Object state = properties.get("toggle-state");
    if (state == null) {
      return label;
    }
    return (((Variant<?>) state).getValue().equals(1) ? "[x] " : "[ ] ") + label;
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }

  /** Title and text of the tooltip. */
  public List<String> tip() throws DBusException {
    Object[] tip = (Object[]) item().get("ToolTip").getValue();
    return List.of(tip[2].toString(), tip[3].toString());
  }

  /** A click on the icon. */
  public void click() throws DBusException {
    clicks().Activate(10, 10);
  }

  /** Chooses the line of the menu that begins so. */
  public void choose(String beginning) throws DBusException {
    for (Variant<?> child : menu().GetLayout(0, -1, List.of()).root.children) {
      Object[] fields = (Object[]) child.getValue();
      if (line((Map<?, ?>) fields[1]).startsWith(beginning)) {
        menu().Event((Integer) fields[0], "clicked", new Variant<>(0), new UInt32(0));
        return;
      }
    }
    throw new AssertionError("no line " + beginning + " in " + lines());
  }

  /** Toban's icon on this bus; null when no panel takes it. */
  public static @Nullable Tray iconOn(String address, TrayState state, Runnable activate) {
    return StatusNotifierTray.open(address, state, activate);
  }

  /** What Toban draws for a state. */
  public static int[] drawn(TrayFace face, int size) {
    return TrayIcon.pixels(face, size);
  }
}
