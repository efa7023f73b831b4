package org.toban.ui.tray;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What a tray host calls to draw our menu; the com.canonical.dbusmenu protocol, version 3. */
@DBusInterfaceName("com.canonical.dbusmenu")
public interface DbusMenu extends DBusInterface {
  Layout<UInt32, Item> GetLayout(int parent, int depth, List<String> names);

  List<Values> GetGroupProperties(List<Integer> ids, List<String> names);

  Variant<?> GetProperty(int id, String name);

  void Event(int id, String event, Variant<?> data, UInt32 timestamp);

  List<Integer> EventGroup(List<Happening> events);

  boolean AboutToShow(int id);

  AboutTo<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids);

  /** A node of the menu: id, properties, children as variants of the same shape. */
  final class Item extends Struct {
    @Position(0)
    public final int id;

    @Position(1)
    public final Map<String, Variant<?>> properties;

    @Position(2)
    public final List<Variant<?>> children;

    public Item(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
      this.id = id;
      this.properties = properties;
      this.children = children;
    }
  }

  /** The properties of one node. */
  final class Values extends Struct {
    @Position(0)
    public final int id;

    @Position(1)
    public final Map<String, Variant<?>> values;

    public Values(int id, Map<String, Variant<?>> values) {
      this.id = id;
      this.values = values;
    }
  }

  /** Something that a person did to a node. */
  final class Happening extends Struct {
    @Position(0)
    public final int id;

    @Position(1)
    public final String event;

    @Position(2)
    public final Variant<?> data;

    @Position(3)
    public final UInt32 timestamp;

    public Happening(int id, String event, Variant<?> data, UInt32 timestamp) {
      this.id = id;
      this.event = event;
      this.data = data;
      this.timestamp = timestamp;
    }
  }

  /** The answer of GetLayout. */
  final class Layout<A, B> extends Tuple {
    @Position(0)
    public final A revision;

    @Position(1)
    public final B root;

    public Layout(A revision, B root) {
      this.revision = revision;
      this.root = root;
    }
  }

  /** The answer of AboutToShowGroup. */
  final class AboutTo<A, B> extends Tuple {
    @Position(0)
    public final A needUpdate;

    @Position(1)
    public final B unknown;

    public AboutTo(A needUpdate, B unknown) {
      this.needUpdate = needUpdate;
      this.unknown = unknown;
    }
  }

  /** The menu has another shape: the host reads it again. */
  final class LayoutUpdated extends DBusSignal {
    public final UInt32 revision;
    public final int parent;

    public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
      super(path, revision, parent);
      this.revision = revision;
      this.parent = parent;
    }
  }
}
