package org.toban.saying;

/** What is told as it is, in whatever language it came. */
public enum Verbatim implements Saying.Name {
  TEXT
}
