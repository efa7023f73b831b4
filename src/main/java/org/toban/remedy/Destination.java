package org.toban.remedy;

/** Where work goes: a host of the inventory, or a web server that requests may go to. */
public sealed interface Destination permits Target, Site {
  /** By which runs are counted and take turns. */
  String name();
}
