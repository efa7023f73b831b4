package org.toban.remedy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in sessions, kept for the next run and shared by runs on the same host at the same time. A
 * jump host has one for all hosts behind it.
 */
final class Connections implements AutoCloseable {
  private final Connector connector;
  private final Duration idle;
  private final List<Connection> open = new ArrayList<>();
  private @Nullable Thread sweeper;
  private boolean closed;

  Connections(SshSettings settings) {
    this.connector = new Connector(settings);
    this.idle = settings.idle();
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
    return take(target, fresh, false);
  }

  private Lease take(Target target, boolean fresh, boolean tunnel) throws ConnectFault {
    Connection connection;
    boolean mine;
    boolean kept;
    synchronized (this) {
      Connection shared = fresh ? null : shared(target, tunnel);
      mine = shared == null;
      connection = shared == null ? new Connection(target) : shared;
      if (mine) {
        open.add(connection);
        sweep();
      }
      kept = connection.kept;
      connection.uses += tunnel ? 0 : 1;
      connection.tunnels += tunnel ? 1 : 0;
    }
    if (mine) {
      connect(connection);
    }
    return new Lease(joined(connection, tunnel), kept);
  }

  private @Nullable Connection shared(Target target, boolean tunnel) {
    return open.stream()
        .filter(one -> one.target.equals(target))
        .filter(one -> (tunnel || one.uses < one.room) && one.usable())
        .findFirst()
        .orElse(null);
  }

  private void connect(Connection connection) {
    Target target = connection.target;
    Target via = target.via();
    try {
      connection.session.complete(
          via == null ? connector.connect(target, null) : through(via, target));
    } catch (ConnectFault e) {
      connection.session.completeExceptionally(e);
    } catch (RuntimeException e) {
      connection.session.completeExceptionally(
          new ConnectFault(Outcome.Reason.CONNECT, "Could not connect: " + e + "."));
    }
  }

  /** A session behind a jump host; with a fresh one of the jump host when a kept one was dead. */
  private ClientSession through(Target via, Target target) throws ConnectFault {
    Lease hop = hop(via, target, false);
    try {
      return behind(hop.connection(), target);
    } catch (ConnectFault e) {
      if (!hop.kept() || hop.connection().usable()) {
        throw e;
      }
      return behind(hop(via, target, true).connection(), target);
    }
  }

  private Lease hop(Target via, Target target, boolean fresh) throws ConnectFault {
    try {
      return take(via, fresh, true);
    } catch (ConnectFault e) {
      throw new ConnectFault(
          e.reason(),
          "Jump host " + via.name() + " on the way to " + target.name() + ": " + e.detail());
    }
  }

  private ClientSession behind(Connection hop, Target target) throws ConnectFault {
    boolean connected = false;
    try {
      ClientSession session = connector.connect(target, hop.session());
      connected = true;
      session.addCloseFutureListener(_ -> giveBack(hop, true));
      return session;
    } finally {
      if (!connected) {
        giveBack(hop, true);
      }
    }
  }

  private Connection joined(Connection connection, boolean tunnel) throws ConnectFault {
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
      giveBack(connection, tunnel);
      Thread.currentThread().interrupt();
      throw new ConnectFault(Outcome.Reason.STOPPED, "Stopped while connecting; nothing was run.");
    }
  }

  void giveBack(Connection connection) {
    giveBack(connection, false);
  }

  private void giveBack(Connection connection, boolean tunnel) {
    boolean over;
    synchronized (this) {
      connection.uses -= tunnel ? 0 : 1;
      connection.tunnels -= tunnel ? 1 : 0;
      connection.kept = true;
      connection.idleSince = System.nanoTime();
      if (!connection.usable()) {
        open.remove(connection);
      }
      over = connection.idle() && !open.contains(connection) && connection.usable();
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
      boolean over = one.kept && one.idle() && now - one.idleSince >= idle.toNanos();
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
