package org.toban.runbook.request;

/** Why a request cannot be read or filled in: what is wrong, where, and what to write. */
public final class RequestProblem extends Exception {
  private static final long serialVersionUID = 1;

  /** What can be wrong, with its words in English; {0} and {1} are what it is about. */
  public enum Fault {
    // of the text
    NO_LINE("no request line: write METHOD https://host/path, such as GET or POST"),
    NO_ADDRESS("'{0}' is no address: write https://host/path, and no value in place of the host"),
    NOT_ENCODED("the address holds characters that must be percent-encoded: {0}"),
    SECRET_IN_URL("a secret may not stand in a URL, which servers write down: put it in a header"),
    NO_HEADER("no header: write NAME: VALUE, and an empty line before the body"),
    OWN_HEADER("the header {0} is set by the connection"),
    HEADER_NOT_ASCII("the header {0} is not plain ASCII"),
    SEVERAL("a block is one request: give the next its own block"),
    NO_BODY("a {0} has no body"),
    NO_TYPE(
        "a value stands in the body, so say how it is written: Content-Type: application/json,"
            + " application/x-www-form-urlencoded or text/plain"),
    OPEN_PLACE("a place for a value is not closed: write {{ $labels.NAME }}"),
    NO_VALUE("'{0}' is no value: write {{ $labels.NAME }} or {{ secret.NAME }}"),

    // of the values
    DOTS("a part of the path is '{0}', which leads elsewhere"),
    NO_LABEL("the alert has no label {0}"),
    CONTROL("{0} holds a control character ({1})"),
    HALF("{0} holds half of a character"),
    NOT_ASCII("{0} is not ASCII, which a header must be");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  private final int line;
  private final Fault fault;
  private final String[] arguments;

  /**
   * A problem.
   *
   * @param line of the block, counted from 1; 0 for one of the values
   */
  RequestProblem(int line, Fault fault, String... arguments) {
    super(words(fault, arguments), null, false, false);
    this.line = line;
    this.fault = fault;
    this.arguments = arguments;
  }

  private static String words(Fault fault, String... arguments) {
    String words = fault.words;
    for (int i = arguments.length - 1; i >= 0; i--) {
      words = words.replace("{" + i + "}", arguments[i]);
    }
    return words;
  }

  public int line() {
    return line;
  }

  public Fault fault() {
    return fault;
  }

  /** What it is about, in the places of the words. */
  public Object[] arguments() {
    return arguments.clone();
  }

  /** The words, in English. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
