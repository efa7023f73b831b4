package org.toban.drill.shell;

/** A bounded pipe between two simulated processes. */
public final class Pipe implements Stream {
  private final byte[] ring = new byte[65536];
  private int start;
  private int size;
  private boolean writerClosed;
  private boolean readerClosed;

  @Override
  public int read(byte[] into, Process reader) {
    while (true) {
      synchronized (this) {
        if (size > 0) {
          int count = Math.min(into.length, size);
          for (int i = 0; i < count; i++) {
            into[i] = ring[(start + i) % ring.length];
          }
          start = (start + count) % ring.length;
          size -= count;
          notifyAll();
          return count;
        }
        if (writerClosed) {
          return -1;
        }
        pause();
      }
      reader.check();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Process writer) {
    int written = 0;
    while (written < length) {
      synchronized (this) {
        if (readerClosed) {
          writer.signal(Signal.PIPE);
          writer.check();
          throw new FileProblem("Broken pipe");
        }
        int count = Math.min(length - written, ring.length - size);
        for (int i = 0; i < count; i++) {
          ring[(start + size + i) % ring.length] = bytes[offset + written + i];
        }
        size += count;
        written += count;
        notifyAll();
        if (count == 0) {
          pause();
        }
      }
      writer.check();
    }
  }

  /** Waits a short while, so that the caller can look for signals. */
  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private void pause() {
    try {
      wait(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      writerClosed = true;
    }
  }

  /** The writer has ended. */
  @Override
  public synchronized void close() {
    writerClosed = true;
    notifyAll();
  }

  /** The reader has ended: a writer gets SIGPIPE. */
  public synchronized void abandon() {
    readerClosed = true;
    notifyAll();
  }
}
