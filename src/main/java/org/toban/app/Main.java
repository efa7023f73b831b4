package org.toban.app;

/** Starts Toban. */
public final class Main {
  /** As pom.xml has it. */
  static final String VERSION = "0.1.0";

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineOfToban.run(Surroundings.real(), arguments));
  }
}
