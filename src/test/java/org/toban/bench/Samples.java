package org.toban.bench;

import java.util.Arrays;

/**
 * Figures of one kind, taken one after the other in one run; subjects that are compared take turns,
 * so that the load of the machine falls on all of them.
 */
public final class Samples {
  private double[] values = new double[16];
  private int size;

  public Samples add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
    return this;
  }

  public int size() {
    return size;
  }

  public double median() {
    return quantile(0.5);
  }

  /**
   * The nearest-rank quantile, 0 to 1.
   *
   * @throws IllegalStateException when there are no samples
   */
  public double quantile(double share) {
    if (size == 0) {
      throw new IllegalStateException("no samples");
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }
}
