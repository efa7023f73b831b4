package org.toban.ui.tray;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Our menu on the bus: the root is node 0, the lines are 1, 2, 3 ... in their order. */
final class MenuObject implements DbusMenu, Properties {
  static final String PATH = "/MenuBar";

  private final AtomicInteger revision = new AtomicInteger(1);
  private volatile List<TrayMenu> menu;

  MenuObject(List<TrayMenu> menu) {
    this.menu = menu;
  }

  /** Takes another menu, and gives its revision. */
  UInt32 show(List<TrayMenu> next) {
    menu = next;
    return new UInt32(revision.incrementAndGet());
  }

  private static Map<String, Variant<?>> properties(TrayMenu line) {
    Map<String, Variant<?>> map = new LinkedHashMap<>();
    switch (line) {
      case TrayMenu.Entry it -> map.put("label", new Variant<>(it.label()));
      case TrayMenu.Check it -> {
        map.put("label", new Variant<>(it.label()));
        map.put("toggle-type", new Variant<>("checkmark"));
        map.put("toggle-state", new Variant<>(it.on() ? 1 : 0));
      }
      case TrayMenu.Separator it -> map.put("type", new Variant<>("separator"));
    }
    return map;
  }

  private Map<String, Variant<?>> properties(int id) {
    List<TrayMenu> now = menu;
    if (id >= 1 && id <= now.size()) {
      return properties(now.get(id - 1));
    }
    Map<String, Variant<?>> root = new LinkedHashMap<>();
    root.put("children-display", new Variant<>("submenu"));
    return root;
  }

  @Override
  public Layout<UInt32, Item> GetLayout(int parent, int depth, List<String> names) {
    List<Variant<?>> children = new ArrayList<>();
    if (parent == 0 && depth != 0) {
      for (int id = 1; id <= menu.size(); id++) {
        children.add(new Variant<>(new Item(id, properties(id), List.of()), "(ia{sv}av)"));
      }
    }
    return new Layout<>(new UInt32(revision.get()), new Item(parent, properties(parent), children));
  }

  @Override
  public List<DbusMenu.Values> GetGroupProperties(List<Integer> ids, List<String> names) {
    List<DbusMenu.Values> all = new ArrayList<>();
    for (int id : ids) {
      all.add(new DbusMenu.Values(id, properties(id)));
    }
    return all;
  }

  @Override
  public Variant<?> GetProperty(int id, String name) {
    return properties(id).getOrDefault(name, new Variant<>(""));
  }

  @Override
  public void Event(int id, String event, Variant<?> data, UInt32 timestamp) {
    List<TrayMenu> now = menu;
    if (!event.equals("clicked") || id < 1 || id > now.size()) {
      return;
    }
    switch (now.get(id - 1)) {
      case TrayMenu.Entry it -> it.chosen().run();
      case TrayMenu.Check it -> it.chosen().run();
      case TrayMenu.Separator it -> {}
    }
  }

  @Override
  public List<Integer> EventGroup(List<Happening> events) {
    events.forEach(it -> Event(it.id, it.event, it.data, it.timestamp));
    return List.of();
  }

  @Override
  public boolean AboutToShow(int id) {
    return false;
  }

  @Override
  public AboutTo<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids) {
    return new AboutTo<>(List.of(), List.of());
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the D-Bus library fixes this signature
  public <A> A Get(String owner, String name) {
    return (A) GetAll(owner).getOrDefault(name, new Variant<>(""));
  }

  @Override
  public <A> void Set(String owner, String name, A value) {}

  @Override
  public Map<String, Variant<?>> GetAll(String owner) {
    Map<String, Variant<?>> all = new LinkedHashMap<>();
    all.put("Version", new Variant<>(new UInt32(3)));
    all.put("Status", new Variant<>("normal"));
    all.put("TextDirection", new Variant<>("ltr"));
    all.put("IconThemePath", new Variant<>(new String[0]));
    return all;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }
}
