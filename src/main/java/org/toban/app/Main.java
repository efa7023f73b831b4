package org.toban.app;

/** Starts Toban. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("toban 0.1.0");
  }
}
