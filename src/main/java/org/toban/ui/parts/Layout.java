package org.toban.ui.parts;

/**
 * How a person arranged the window.
 *
 * @param place of the window; {@link Place#NONE} until it was moved
 * @param split how much of the window's width the incident takes, 0 to 1; 0 leaves it to the desk
 * @param zoom of everything in the window, 1 is as designed
 * @param dense lines of the board stand closer
 * @param board its columns and their order
 */
public record Layout(Place place, double split, double zoom, boolean dense, BoardLayout board) {
  public static final double LEAST_ZOOM = 0.8;
  public static final double MOST_ZOOM = 2.5;
  private static final double STEP = 0.1;

  public Layout {
    split = split > 0 && split < 1 ? split : 0;
    zoom = Double.isFinite(zoom) ? Math.clamp(zoom, LEAST_ZOOM, MOST_ZOOM) : 1;
  }

  /**
   * Where a window stands, in pixels of all displays together.
   *
   * @param maximised fills its display; the rest is where it goes back to
   */
  public record Place(double x, double y, double width, double height, boolean maximised) {
    public static final Place NONE = new Place(0, 0, 0, 0, false);

    public boolean isKnown() {
      return width > 0 && height > 0;
    }
  }

  public static Layout standard() {
    return new Layout(Place.NONE, 0, 1, false, BoardLayout.standard());
  }

  public Layout withPlace(Place chosen) {
    return new Layout(chosen, split, zoom, dense, board);
  }

  public Layout withSplit(double chosen) {
    return new Layout(place, chosen, zoom, dense, board);
  }

  /** One step larger (1) or smaller (-1); 0 is as designed. */
  public Layout zoomed(int steps) {
    double next = steps == 0 ? 1 : Math.rint((zoom + steps * STEP) * 10) / 10;
    return new Layout(place, split, next, dense, board);
  }

  public Layout withDense(boolean chosen) {
    return new Layout(place, split, zoom, chosen, board);
  }

  public Layout withBoard(BoardLayout chosen) {
    return new Layout(place, split, zoom, dense, chosen);
  }
}
