package org.toban.drill;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** The SSH server of one practice host: loopback, one user, one key, single commands only. */
final class Door implements AutoCloseable {
  private final String host;
  private final KeyPair hostKey = Keys.generate();
  private final SshServer server = SshServer.setUpDefaultServer();

  /**
   * @param target the simulated host at the moment of a command
   * @param entered is told of each command that begins
   */
  Door(
      String host,
      Keys keys,
      Supplier<Host> target,
      BiConsumer<String, String> entered,
      CloseableExecutorService io,
      ScheduledExecutorService timers) {
    this.host = host;
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator((user, key, _) -> user.equals(World.USER) && keys.isUser(key));
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setCommandFactory((_, command) -> new Exec(target.get(), command, entered));
    server.setShellFactory(_ ->
        new Exec(target.get(), "cat /etc/motd; echo 'Single commands only.'; exit 1", entered));
    server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(() -> io));
    server.setScheduledExecutorService(timers, false);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.WELCOME_BANNER.set(server, "Practice host " + host + " (Toban's drill)\n");
    CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(2));
  }

  void open() throws IOException {
    server.start();
  }

  String host() {
    return host;
  }

  int port() {
    return server.getPort();
  }

  /** The line that a client's known_hosts needs. */
  String knownHostsLine() {
    return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
