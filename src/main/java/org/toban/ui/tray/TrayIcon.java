package org.toban.ui.tray;

import org.toban.alert.Severity;

/**
 * Draws the tray icon without a toolkit: the shape and colour of the worst severity, a disc with a
 * tick when nothing is active and every source answers, and a violet corner when blind. The upper
 * left corner has a target when the person is on call, and an empty ring when another is.
 */
final class TrayIcon {
  private static final int RED = 0xffe5484d;
  private static final int AMBER = 0xfff4b740;
  private static final int BLUE = 0xff4c9fe8;
  private static final int VIOLET = 0xffa078f0;
  private static final int GREEN = 0xff3fb27f;
  private static final int INK = 0xff10151b;
  private static final int WHITE = 0xffffffff;
  private static final int SAMPLES = 4;

  private TrayIcon() {}

  /** A square of {@code size} times {@code size} pixels, row by row, as ARGB. */
  static int[] pixels(TrayFace face, int size) {
    int[] pixels = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        pixels[y * size + x] = pixel(face, x, y, size);
      }
    }
    return pixels;
  }

  private static int pixel(TrayFace face, int x, int y, int size) {
    int alpha = 0;
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
      int down = i / SAMPLES;
      double u = (x + (i % SAMPLES + 0.5) / SAMPLES) / size;
      double v = (y + (down + 0.5) / SAMPLES) / size;
      int colour = at(face, u, v);
      if (colour != 0) {
        alpha++;
        red += colour >> 16 & 0xff;
        green += colour >> 8 & 0xff;
        blue += colour & 0xff;
      }
    }
    return alpha == 0
        ? 0
        : (alpha * 255 / (SAMPLES * SAMPLES)) << 24
            | (red / alpha) << 16
            | (green / alpha) << 8
            | blue / alpha;
  }

  /** The colour at a point of the unit square, 0 outside of the shape. */
  private static int at(TrayFace face, double u, double v) {
    double watch = Math.hypot(u - 0.2, v - 0.2);
    if (face.watch() != TrayFace.Watch.UNSAID && watch < 0.26) {
      boolean filled = face.watch() == TrayFace.Watch.MINE;
      return watch > 0.2 ? INK : watch > 0.11 ? WHITE : filled ? INK : 0;
    }
    if (face.blind() && face.worst() != null) {
      double corner = Math.hypot(u - 0.79, v - 0.79);
      if (corner < 0.21) {
        return VIOLET;
      }
      if (corner < 0.27) {
        return 0;
      }
    }
    Severity worst = face.worst();
    if (worst == null) {
      return face.blind() ? question(u, v) : tick(u, v);
    }
    return switch (worst) {
      case CRITICAL -> inOctagon(u, v) ? (inBang(u, v, 0) ? WHITE : RED) : 0;
      case WARNING -> inTriangle(u, v) ? (inBang(u, v, 0.1) ? INK : AMBER) : 0;
      case UNKNOWN -> question(u, v);
      case INFO, NONE -> inDisc(u, v) ? (inLetterI(u, v) ? WHITE : BLUE) : 0;
    };
  }

  private static int tick(double u, double v) {
    boolean stroke =
        nearSegment(u, v, 0.29, 0.53, 0.44, 0.68) || nearSegment(u, v, 0.44, 0.68, 0.72, 0.36);
    return inDisc(u, v) ? (stroke ? WHITE : GREEN) : 0;
  }

  private static int question(double u, double v) {
    boolean square = u > 0.07 && u < 0.93 && v > 0.07 && v < 0.93;
    double ring = Math.hypot(u - 0.5, v - 0.37);
    boolean hook = ring > 0.1 && ring < 0.21 && (v < 0.38 || u > 0.5);
    boolean stem = nearSegment(u, v, 0.5, 0.53, 0.5, 0.62) && v < 0.64;
    boolean dot = Math.hypot(u - 0.5, v - 0.77) < 0.065;
    return square ? (hook || stem || dot ? WHITE : VIOLET) : 0;
  }

  private static boolean inOctagon(double u, double v) {
    double dx = Math.abs(u - 0.5);
    double dy = Math.abs(v - 0.5);
    return dx < 0.46 && dy < 0.46 && dx + dy < 0.65;
  }

  private static boolean inTriangle(double u, double v) {
    return v > 0.06 && v < 0.92 && Math.abs(u - 0.5) < (v - 0.06) * 0.57;
  }

  private static boolean inDisc(double u, double v) {
    return Math.hypot(u - 0.5, v - 0.5) < 0.46;
  }

  private static boolean inBang(double u, double v, double lower) {
    boolean bar = Math.abs(u - 0.5) < 0.07 && v > 0.22 + lower * 1.4 && v < 0.57 + lower;
    boolean dot = Math.abs(u - 0.5) < 0.07 && v > 0.65 + lower * 0.7 && v < 0.78 + lower * 0.6;
    return bar || dot;
  }

  private static boolean inLetterI(double u, double v) {
    return Math.abs(u - 0.5) < 0.07 && ((v > 0.22 && v < 0.35) || (v > 0.43 && v < 0.78));
  }

  private static boolean nearSegment(
      double u, double v, double x1, double y1, double x2, double y2) {
    double length = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1);
    double along = Math.clamp(((u - x1) * (x2 - x1) + (v - y1) * (y2 - y1)) / length, 0, 1);
    return Math.hypot(u - x1 - along * (x2 - x1), v - y1 - along * (y2 - y1)) < 0.065;
  }
}
