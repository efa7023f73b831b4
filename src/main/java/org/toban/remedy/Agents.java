package org.toban.remedy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** Clients of the agent; there is nothing here that could forward it. */
final class Agents implements SshAgentFactory {
  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public @Nullable SshAgent createClient(Session session, FactoryManager manager) {
    Attempt attempt = Attempt.of((ClientSession) session);
    Path socket = attempt.signIn().agent();
    if (socket == null) {
      return null;
    }
    try {
      Agent agent = new Agent(socket, attempt.identities());
      session.addCloseFutureListener(_ -> close(agent)); // a touch that is never given
      return agent;
    } catch (IOException _) {
      return null;
    }
  }

  private static void close(Agent agent) {
    try {
      agent.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("the agent is never forwarded");
  }
}
