package org.toban.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** A real SSH client for the practice hosts, as strict as Toban's own. */
final class SshClients implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private final SshClient client = SshClient.setUpDefaultClient();
  private final Estate estate;

  SshClients(Estate estate) {
    this.estate = estate;
    client.setServerKeyVerifier(
        new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, estate.knownHosts()));
    client.start();
  }

  static KeyPair key(Path file) throws IOException {
    return new FileKeyPairProvider(List.of(file)).loadKeys(null).iterator().next();
  }

  ClientSession session(String host) throws IOException {
    return session(host, World.USER, key(estate.identity()));
  }

  ClientSession session(String host, String user, KeyPair key) throws IOException {
    Estate.Access access =
        estate.hosts().stream().filter(it -> it.name().equals(host)).findFirst().orElseThrow();
    ClientSession session =
        client.connect(user, access.address(), access.port()).verify(LIMIT).getSession();
    session.addPublicKeyIdentity(key);
    session.auth().verify(LIMIT);
    return session;
  }

  Ran run(String host, String command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    try (ClientSession session = session(host);
        ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.setErr(error);
      channel.open().verify(LIMIT);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
      Integer status = channel.getExitStatus();
      return new Ran(
          status == null ? -1 : status,
          out.toString(StandardCharsets.UTF_8),
          error.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
