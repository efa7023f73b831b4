package org.toban.remedy.files;

/** What became of a change of a file on a host. */
public sealed interface FileChange {
  /**
   * It was made.
   *
   * @param backup the name of the copy of what was there before; empty when nothing was
   * @param now what a look right after it saw
   */
  record Made(String backup, Sight now) implements FileChange {}

  /** It was not made, and the file is as it was. */
  record Refused(String detail) implements FileChange {}

  /** Nobody knows: the connection was lost or the time was over. Look again. */
  record Unknown(String detail) implements FileChange {}
}
