package org.toban.saying;

/** A text that is not what it should be, and why: for those who read what a person wrote. */
public class Misfit extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Saying why;

  public Misfit(Saying why) {
    super(why.toString());
    this.why = why;
  }

  /** Why, to be told in the reader's language. */
  public Saying why() {
    return why;
  }
}
