package org.toban.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.toban.remedy.Target;

/**
 * The least that a run over SSH can be with the library that Toban uses: the command as it is, over
 * a connection that is open, without anything that keeps it safe.
 */
final class BareSsh implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final SshClient client = SshClient.setUpDefaultClient();
  private final List<ClientSession> sessions = new ArrayList<>();

  BareSsh(Fleet fleet, int hosts) throws IOException {
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    try {
      for (int host = 0; host < hosts; host++) {
        sessions.add(session(fleet.target(host), fleet.key()));
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      close();
      throw new IOException("no bare connection", e);
    }
  }

  private ClientSession session(Target target, Path key)
      throws IOException, GeneralSecurityException {
    ClientSession session =
        client
            .connect(target.user(), target.host(), target.port())
            .verify(LIMIT)
            .getClientSession();
    session.addPublicKeyIdentity(new FileKeyPairProvider(key).loadKeys(session).iterator().next());
    session.auth().verify(LIMIT);
    return session;
  }

  /** Runs a command on the first hosts at once, and gives what all of them printed. */
  String run(int hosts, String command) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> all =
          IntStream.range(0, hosts)
              .mapToObj(host -> (Callable<String>) () -> run(sessions.get(host), command))
              .toList();
      StringBuilder printed = new StringBuilder();
      for (Future<String> one : threads.invokeAll(all)) {
        printed.append(one.get());
      }
      return printed.toString();
    }
  }

  private static String run(ClientSession session, String command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.open().verify(LIMIT);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
