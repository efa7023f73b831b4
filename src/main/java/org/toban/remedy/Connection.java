package org.toban.remedy;

import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.session.ClientSession;

/** A session and how many use it; all but the session itself is guarded by {@link Connections}. */
final class Connection {
  /** Below OpenSSH's default of MaxSessions 10, so that there is room to end a run. */
  private static final int MOST_RUNS = 8;

  final Target target;
  final CompletableFuture<ClientSession> session = new CompletableFuture<>();
  int room = MOST_RUNS;
  int uses;

  /** Sessions with hosts behind this one; sshd sets no limit to them as it does to runs. */
  int tunnels;

  boolean kept;
  long idleSince;

  Connection(Target target) {
    this.target = target;
  }

  ClientSession session() {
    return session.join();
  }

  boolean idle() {
    return uses == 0 && tunnels == 0;
  }

  boolean usable() {
    return !session.isDone() || (!session.isCompletedExceptionally() && session.join().isOpen());
  }
}
