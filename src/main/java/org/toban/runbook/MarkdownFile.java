package org.toban.runbook;

/**
 * A Markdown file as it was read.
 *
 * @param name its path below the runbook folder, with {@code /}; problems name it
 * @param revision the commit of the git checkout that it stands in, in hexadecimal digits, with a
 *     {@code +} behind when the file differs from it; empty outside of one
 */
public record MarkdownFile(String name, String text, String revision) {
  /** A file outside of any checkout. */
  public MarkdownFile(String name, String text) {
    this(name, text, "");
  }

  /** The last part of the path, without its extension; the folder's name for a README or index. */
  String slug() {
    String[] path = name.replace('\\', '/').split("/", -1);
    String last = bare(path[path.length - 1]);
    boolean index = last.equalsIgnoreCase("readme") || last.equalsIgnoreCase("index");
    return index && path.length > 1 ? path[path.length - 2] : last;
  }

  private static String bare(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }
}
