package org.toban.remedy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** Ends a run's processes by a second command, and sees that they are gone. */
record Ending(Connections.Lease lease, Connections connections, Target target) {
  /**
   * Two signals of up to 1.5 s each (or 15 s on a host that cannot sleep for less), and the way.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Why they could not be ended; empty when nothing of them is left. */
  Optional<String> end(List<Long> processes) {
    try {
      return end(lease.session(), processes);
    } catch (IOException | RuntimeException _) {
      return endAnew(processes);
    }
  }

  /** On a connection of its own: the run's is full, or lost. */
  private Optional<String> endAnew(List<Long> processes) {
    try {
      Connections.Lease fresh = connections.take(target, true);
      try {
        return end(fresh.session(), processes);
      } finally {
        connections.giveBack(fresh.connection());
      }
    } catch (ConnectFault e) {
      return Optional.of(e.detail() + " Process " + processes.getFirst() + " may still run");
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "no command could be sent ("
              + e.getMessage()
              + "); process "
              + processes.getFirst()
              + " may still run");
    }
  }

  private static Optional<String> end(ClientSession session, List<Long> processes)
      throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ChannelExec channel = session.createExecChannel(Wrapper.end(processes));
    channel.setOut(said);
    channel.setErr(said);
    channel.open().verify(PATIENCE);
    try {
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
      Integer status = channel.getExitStatus();
      if (status != null && status == 0) {
        return Optional.empty();
      }
    } finally {
      channel.close(true);
    }
    String left = said.toString(StandardCharsets.UTF_8).replaceAll("[^0-9 -]", " ").strip();
    return Optional.of(
        left.isEmpty()
            ? "the host did not say that process " + processes.getFirst() + " is gone"
            : "still there: process " + left);
  }
}
