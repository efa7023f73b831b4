package org.toban.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.config.PrivateFile;

/**
 * Only one console works on one history: the first holds a lock, and a later one asks it to show
 * its window by a socket that only this user can reach.
 */
final class OnlyOne implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnlyOne.class);

  private final FileChannel file;
  private final FileLock lock;
  private final ServerSocketChannel door;
  private final Path socket;
  private volatile Runnable shown = () -> {};

  private OnlyOne(FileChannel file, FileLock lock, ServerSocketChannel door, Path socket) {
    this.file = file;
    this.lock = lock;
    this.door = door;
    this.socket = socket;
  }

  /**
   * Becomes the only one of a folder; empty when another is, which then has been asked to show
   * itself.
   *
   * @throws Failure when the folder cannot be used
   */
  static Optional<OnlyOne> in(Path folder) {
    Path socket = folder.resolve("toban.sock");
    try {
      PrivateFile.folder(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("toban.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        ask(socket);
        return Optional.empty();
      }
      Files.deleteIfExists(socket); // left by a console that was killed
      ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket));
      ownerOnly(socket);
      OnlyOne one = new OnlyOne(file, lock, door, socket);
      Thread.ofVirtual().name("only-one").start(one::listen);
      return Optional.of(one);
    } catch (IOException e) {
      throw new Failure("cannot use the folder " + folder + ": " + e, e);
    }
  }

  private static void ownerOnly(Path socket) throws IOException {
    if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static void ask(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(new byte[] {'s'}));
    } catch (IOException e) {
      LOG.warn("the console that runs does not answer at {}", socket, e);
    }
  }

  /** What to do when a later console asks. */
  void onShow(Runnable show) {
    shown = show;
  }

  private void listen() {
    while (door.isOpen()) {
      try (SocketChannel channel = door.accept()) {
        if (channel.read(ByteBuffer.allocate(1)) == 1) {
          shown.run();
        }
      } catch (AsynchronousCloseException e) {
        return;
      } catch (IOException e) {
        LOG.warn("a call from another console was lost", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    Files.deleteIfExists(socket);
    lock.release();
    file.close();
  }
}
