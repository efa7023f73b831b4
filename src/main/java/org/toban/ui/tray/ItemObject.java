package org.toban.ui.tray;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** Our icon on the bus: its properties, and what a click does. */
final class ItemObject implements StatusNotifierItem, Properties {
  static final String PATH = "/StatusNotifierItem";
  private static final int[] SIZES = {16, 22, 24, 32, 48};

  private final Runnable activate;
  private volatile TrayState state;

  ItemObject(TrayState state, Runnable activate) {
    this.state = state;
    this.activate = activate;
  }

  void show(TrayState next) {
    state = next;
  }

  /** One size of the icon: ARGB in network byte order. */
  public static final class Pixmap extends Struct {
    @Position(0)
    public final int width;

    @Position(1)
    public final int height;

    @Position(2)
    public final byte[] pixels;

    public Pixmap(int width, int height, byte[] pixels) {
      this.width = width;
      this.height = height;
      this.pixels = pixels;
    }
  }

  /** Icon name, icon, title and text of a tooltip. */
  public static final class ToolTip extends Struct {
    @Position(0)
    public final String icon;

    @Position(1)
    public final List<Pixmap> pixmaps;

    @Position(2)
    public final String title;

    @Position(3)
    public final String text;

    public ToolTip(String icon, List<Pixmap> pixmaps, String title, String text) {
      this.icon = icon;
      this.pixmaps = pixmaps;
      this.title = title;
      this.text = text;
    }
  }

  private List<Pixmap> pixmaps() {
    List<Pixmap> pixmaps = new ArrayList<>();
    for (int size : SIZES) {
      ByteBuffer bytes = ByteBuffer.allocate(size * size * 4);
      bytes.asIntBuffer().put(TrayIcon.pixels(state.face(), size));
      pixmaps.add(new Pixmap(size, size, bytes.array()));
    }
    return pixmaps;
  }

  @Override
  public void Activate(int x, int y) {
    activate.run();
  }

  @Override
  public void SecondaryActivate(int x, int y) {
    activate.run();
  }

  @Override
  public void ContextMenu(int x, int y) {}

  @Override
  public void Scroll(int delta, String orientation) {}

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
    TrayState now = state;
    Map<String, Variant<?>> all = new LinkedHashMap<>();
    all.put("Category", new Variant<>("ApplicationStatus"));
    all.put("Id", new Variant<>("toban"));
    all.put("Title", new Variant<>(now.title()));
    all.put("Status", new Variant<>("Active"));
    all.put("WindowId", new Variant<>(0));
    all.put("IconName", new Variant<>(""));
    all.put("IconPixmap", new Variant<>(pixmaps(), "a(iiay)"));
    all.put("OverlayIconName", new Variant<>(""));
    all.put("OverlayIconPixmap", new Variant<>(List.of(), "a(iiay)"));
    all.put("AttentionIconName", new Variant<>(""));
    all.put("AttentionIconPixmap", new Variant<>(List.of(), "a(iiay)"));
    all.put("AttentionMovieName", new Variant<>(""));
    all.put(
        "ToolTip",
        new Variant<>(new ToolTip("", List.of(), now.title(), now.detail()), "(sa(iiay)ss)"));
    all.put("ItemIsMenu", new Variant<>(false));
    all.put("Menu", new Variant<>(new DBusPath(MenuObject.PATH)));
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
