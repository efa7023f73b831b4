package org.toban.remedy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in sessions, kept for the next run and shared by runs on the same host at the same time.
 */
final class Connections implements AutoCloseable {
  /** Below OpenSSH's default of MaxSessions 10, so that there is room to end a run. */
  private static final int MOST_RUNS = 8;

  private final Connector connector;
  private final Duration idle;
  private final List<Connection> open = new ArrayList<>();
  private @Nullable Thread sweeper;
  private boolean closed;

  Connections(SshSettings settings) {
    this.connector = new Connector(settings);
    this.idle = settings.idle();
  }

  /** A session and how many use it. */
  static final class Connection {
    private final Target target;
    private final CompletableFuture<ClientSession> session = new CompletableFuture<>();
    private int room = MOST_RUNS;
    private int uses;
    private boolean kept;
    private long idleSince;

    private Connection(Target target) {
      this.target = target;
    }

    ClientSession session() {
      return session.join();
    }

    private boolean usable() {
      return !session.isDone() || (!session.isCompletedExceptionally() && session.join().isOpen());
    }
  }

  /** A connection of a run, and whether it had been used before. */
  record Lease(Connection connection, boolean kept) {
    ClientSession session() {
      return connection.session();
    }
  }

  /**
   * A session with room for one more command; to be given back.
   *
   * @param fresh whether a kept one will not do
   * @throws ConnectFault when there is none to be had
   */
  Lease take(Target target, boolean fresh) throws ConnectFault {
    Connection connection;
    boolean mine;
    boolean kept;
    synchronized (this) {
      Connection shared = fresh ? null : shared(target);
      mine = shared == null;
      connection = shared == null ? new Connection(target) : shared;
      if (mine) {
        open.add(connection);
        sweep();
      }
      kept = connection.kept;
      connection.uses++;
    }
    if (mine) {
      connect(connection);
    }
    return new Lease(joined(connection), kept);
  }

  private @Nullable Connection shared(Target target) {
    return open.stream()
        .filter(one -> one.target.equals(target) && one.uses < one.room && one.usable())
        .findFirst()
        .orElse(null);
  }

  private void connect(Connection connection) {
    try {
      connection.session.complete(connector.connect(connection.target));
    } catch (ConnectFault e) {
      connection.session.completeExceptionally(e);
    } catch (RuntimeException e) {
      connection.session.completeExceptionally(
          new ConnectFault(Outcome.Reason.CONNECT, "Could not connect: " + e + "."));
    }
  }

  private Connection joined(Connection connection) throws ConnectFault {
    try {
      connection.session.get();
      return connection;
    } catch (ExecutionException e) {
      retire(connection);
      if (e.getCause() instanceof ConnectFault fault) {
        throw fault;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      giveBack(connection);
      Thread.currentThread().interrupt();
      throw new ConnectFault(Outcome.Reason.STOPPED, "Stopped while connecting; nothing was run.");
    }
  }

  void giveBack(Connection connection) {
    boolean over;
    synchronized (this) {
      connection.uses--;
      connection.kept = true;
      connection.idleSince = System.nanoTime();
      if (!connection.usable()) {
        open.remove(connection);
      }
      over = connection.uses == 0 && !open.contains(connection) && connection.usable();
    }
    if (over) {
      connection.session().close(false);
    }
  }

  /** The host gives this connection no room for one more command than it runs now. */
  synchronized void full(Connection connection) {
    connection.room = Math.max(1, connection.uses - 1);
  }

  /** No new run gets this connection; it is closed with the last of those that are on it. */
  synchronized void retire(Connection connection) {
    open.remove(connection);
  }

  private void sweep() {
    if (sweeper == null) {
      sweeper = Thread.ofVirtual().name("ssh-idle").start(this::closeIdle);
    }
  }

  private void closeIdle() {
    try {
      while (true) {
        Thread.sleep(Math.clamp(idle.toMillis() / 4, 50, 15_000));
        expired().forEach(session -> session.close(false));
      }
    } catch (InterruptedException _) {
      // closing
    }
  }

  private synchronized List<ClientSession> expired() {
    long now = System.nanoTime();
    List<ClientSession> sessions = new ArrayList<>();
    open.removeIf(one -> {
      boolean over = one.kept && one.uses == 0 && now - one.idleSince >= idle.toNanos();
      if (over) {
        sessions.add(one.session());
      }
      return over;
    });
    return sessions;
  }

  /** How many sessions are open or being opened. */
  synchronized int size() {
    return open.size();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (sweeper != null) {
        sweeper.interrupt();
      }
    }
    connector.close();
  }
}
