package org.toban.drill.shell;

import java.util.Arrays;

/** An open file; closing it gives its lock back. */
final class FileStream implements Stream {
  private final Machine machine;
  private final String path;
  private final String user;
  private final Stream bytes;

  private FileStream(Machine machine, String path, String user, Stream bytes) {
    this.machine = machine;
    this.path = path;
    this.user = user;
    this.bytes = bytes;
  }

  static Stream reading(Machine machine, String path, String user) {
    return new FileStream(machine, path, user, Stream.of(machine.files().read(path, user)));
  }

  static Stream writing(Machine machine, String path, String user, boolean append) {
    machine.files().write(path, new byte[0], append, user);
    return new FileStream(machine, path, user, Stream.nothing());
  }

  String path() {
    return path;
  }

  @Override
  public int read(byte[] into, Process reader) {
    return bytes.read(into, reader);
  }

  @Override
  public void write(byte[] from, int offset, int length, Process writer) {
    writer.check();
    machine.files().write(path, Arrays.copyOfRange(from, offset, offset + length), true, user);
  }

  @Override
  public void close() {
    machine.unlock(this);
  }
}
