package org.toban.remedy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoReadFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes to and from a host behind a jump host, as a channel of the session with the jump host.
 * No port is opened on this machine, so no other user of it can come between.
 */
final class Tunnel extends TunnelFacts {
  private static final int READ = 32 * 1024;

  private final ChannelDirectTcpip channel;
  private final IoHandler handler;
  private final Queue<Write> writes = new ArrayDeque<>();
  private boolean writing;
  private final Object reads = new Object();
  private boolean suspended;
  private boolean reading;

  /**
   * @param channel an open one, with asynchronous streams
   */
  Tunnel(ChannelDirectTcpip channel, IoHandler handler, IoService service, SocketAddress remote) {
    super(service, remote);
    this.channel = channel;
    this.handler = handler;
    channel.addCloseFutureListener(_ -> close(true));
  }

  private static final class Write extends AbstractIoWriteFuture {
    private final Buffer buffer;

    Write(Object id, Buffer buffer) {
      super(id, null);
      this.buffer = buffer;
    }
  }

  // --- there -----------------------------------------------------------------------------------

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) {
    // A copy, for the channel writes its own header over what stands before the data.
    Write write = new Write(toString(), new ByteArrayBuffer(buffer.getCompactData()));
    synchronized (writes) {
      if (!isOpen()) {
        write.setValue(new EOFException("the tunnel is closed"));
        return write;
      }
      writes.add(write);
      if (writing) {
        return write;
      }
      writing = true;
    }
    next();
    return write;
  }

  /** The channel takes one buffer at a time. */
  private void next() {
    Write write;
    synchronized (writes) {
      write = writes.peek();
      if (write == null) {
        writing = false;
        return;
      }
    }
    try {
      channel.getAsyncIn().writeBuffer(write.buffer).addListener(done -> written(write, done));
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void written(Write write, IoWriteFuture done) {
    if (!done.isWritten()) {
      fail(done.getException());
      return;
    }
    synchronized (writes) {
      writes.remove();
    }
    write.setValue(true);
    next();
  }

  private void fail(@Nullable Throwable why) {
    Throwable reason = why == null ? new EOFException("the tunnel is closed") : why;
    while (true) {
      Write write;
      synchronized (writes) {
        write = writes.poll();
      }
      if (write == null) {
        break;
      }
      write.setValue(reason);
    }
    close(true);
  }

  // --- and back --------------------------------------------------------------------------------

  /** Hands on what comes; to be called once, when the session that listens knows its address. */
  void start() {
    resumeRead();
  }

  @Override
  public void suspendRead() {
    synchronized (reads) {
      suspended = true;
    }
  }

  @Override
  public void resumeRead() {
    synchronized (reads) {
      suspended = false;
    }
    read();
  }

  private void read() {
    synchronized (reads) {
      if (suspended || reading) {
        return;
      }
      reading = true;
    }
    channel.getAsyncOut().read(new ByteArrayBuffer(READ)).addListener(this::came);
  }

  private void came(IoReadFuture future) {
    synchronized (reads) {
      reading = false;
    }
    if (future.getException() != null || future.getRead() < 0) {
      close(true);
      return;
    }
    try {
      handler.messageReceived(this, future.getBuffer());
    } catch (Exception e) {
      caught(e);
    }
    if (isOpen()) {
      read();
    }
  }

  private void caught(Exception why) {
    try {
      handler.exceptionCaught(this, why);
    } catch (Exception _) {
      close(true);
    }
  }

  // --- its end ---------------------------------------------------------------------------------

  @Override
  protected CloseFuture doCloseGracefully() {
    synchronized (writes) {
      return builder().when(toString(), writes).build().close(false);
    }
  }

  @Override
  protected void doCloseImmediately() {
    channel.close(true);
    fail(null);
    super.doCloseImmediately();
    try {
      handler.sessionClosed(this);
    } catch (Exception e) {
      log.debug("A session did not like its end", e);
    }
  }

  @Override
  public void shutdownOutputStream() {
    close(false);
  }
}
