package org.toban.remedy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/**
 * Signs in to hosts: host keys strictly against known_hosts, public keys only, current algorithms
 * only, nothing forwarded. The client is started with the first connection.
 */
final class Connector implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int MISSED_HEARTBEATS = 2;

  /** In the library's words: for what, and what the host offers. */
  private static final Pattern NO_COMMON_ALGORITHM =
      Pattern.compile("Unable to negotiate key exchange for (.+?) \\(client: .* / server: (.*)\\)");

  private final SshSettings settings;
  private @Nullable Client client;
  private boolean closed;

  Connector(SshSettings settings) {
    this.settings = settings;
  }

  /**
   * A signed-in session.
   *
   * @param via the session with the jump host, null when the host is reached from here
   * @throws ConnectFault when there is none to be had
   */
  ClientSession connect(Target target, @Nullable ClientSession via) throws ConnectFault {
    SignIn signIn = settings.signIn(target);
    Duration limit = signIn.connectTimeout();
    Attempt attempt =
        new Attempt(target, signIn, known(signIn, target), Identities.read(signIn), via);
    long end = System.nanoTime() + limit.toNanos();
    ClientSession session = null;
    try {
      session = started().connect(attempt).verify(limit).getClientSession();
      CoreModuleProperties.AUTH_TIMEOUT.set(session, limit);
      attempt.identities().pairs().forEach(session::addPublicKeyIdentity);
      session.auth().verify(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
      return session;
    } catch (IOException | RuntimeException e) {
      if (session != null) {
        session.close(true);
      }
      throw fault(e, attempt, session != null);
    }
  }

  private static KnownHosts known(SignIn signIn, Target target) throws ConnectFault {
    try {
      return KnownHosts.read(signIn.knownHosts(), target, signIn.keyName());
    } catch (IOException e) {
      throw new ConnectFault(
          Outcome.Reason.HOST_KEY,
          "A file of known hosts cannot be read: " + e + ". Make it readable to you.");
    }
  }

  private static ConnectFault fault(Exception e, Attempt attempt, boolean connected) {
    ConnectFault hostKey = attempt.hostKeyFault();
    if (hostKey != null) {
      return hostKey;
    }
    Target target = attempt.target();
    String who = target.name() + " (" + target + ")";
    if (e instanceof SshException ssh
        && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
      return new ConnectFault(Outcome.Reason.AUTHENTICATION, refused(who, attempt));
    }
    Target via = attempt.via() == null ? null : target.via();
    return new ConnectFault(
        Outcome.Reason.CONNECT,
        (connected ? "Could not sign in to " : "Could not connect to ")
            + who
            + (via == null ? "" : " through " + via.name() + " (" + via + ")")
            + ": "
            + phrase(e, attempt)
            + ".");
  }

  private static String refused(String who, Attempt attempt) {
    StringBuilder text = new StringBuilder(who);
    int files = attempt.identities().pairs().size();
    text.append(" refused every key that was offered (").append(files);
    text.append(files == 1 ? " from a file" : " from files");
    boolean agent = attempt.signIn().agent() != null;
    text.append(agent ? ", and those of the agent" : ", no agent").append("). ");
    attempt.identities().remarks().forEach(remark -> text.append(remark).append(' '));
    return text.append("See that the public key is in the authorized_keys of that user.")
        .toString();
  }

  private static String phrase(Throwable e, Attempt attempt) {
    Target target = attempt.target();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return "no answer within " + attempt.signIn().connectTimeout().toMillis() + " ms";
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the name " + target.host() + " cannot be resolved";
      }
      if (cause instanceof NoRouteToHostException) {
        return "there is no route to it";
      }
      if (cause instanceof ConnectException
          && String.valueOf(cause.getMessage()).contains("refused")) {
        return "nothing listens on port " + target.port();
      }
      if (cause instanceof SshChannelOpenException refused) {
        return refused.getReasonCode() == SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED
            ? "the jump host does not allow it (AllowTcpForwarding and PermitOpen of its sshd)"
            : "the jump host says: " + String.valueOf(refused.getMessage()).strip();
      }
    }
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    Matcher past = NO_COMMON_ALGORITHM.matcher(message);
    return past.find()
        ? "it only offers algorithms of the past, which Toban does not use ("
            + past.group(1)
            + ": "
            + past.group(2)
            + "); bring its sshd up to date"
        : message.replaceFirst("[.]$", "");
  }

  private synchronized Client started() {
    if (closed) {
      throw new IllegalStateException("Toban is closing");
    }
    if (client == null) {
      client = client();
      client.start();
    }
    return client;
  }

  private Client client() {
    Client made = new Client();
    ClientBuilder.builder().factory(() -> made).build();
    made.setServerKeyVerifier((session, _, key) -> Attempt.accepts(session, key));
    made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    made.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    made.setAgentFactory(new Agents());
    made.setKeyExchangeFactories(current(made.getKeyExchangeFactories()));
    made.setCipherFactories(current(made.getCipherFactories()));
    made.setMacFactories(current(made.getMacFactories()));
    made.setSignatureFactories(current(made.getSignatureFactories()));
    CoreModuleProperties.TCP_NODELAY.set(made, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(made, true);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(made, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(made, MISSED_HEARTBEATS);
    CoreModuleProperties.IDLE_TIMEOUT.set(made, Duration.ZERO); // Connections closes idle ones
    CoreModuleProperties.AUTH_TIMEOUT.set(made, settings.connectTimeout());
    CoreModuleProperties.ABORT_ON_INVALID_CERTIFICATE.set(made, false); // the plain key is judged
    CoreModuleProperties.STOP_WAIT_TIME.set(made, Duration.ofSeconds(2));
    return made;
  }

  /** Algorithms without SHA-1, CBC, DSA and the rest of the past. */
  private static <T extends NamedResource> List<T> current(List<T> all) {
    Predicate<String> old =
        name ->
            name.contains("sha1")
                || name.contains("cbc")
                || name.contains("md5")
                || name.contains("dss")
                || name.equals("ssh-rsa")
                || name.equals("ssh-rsa-cert-v01@openssh.com");
    return all.stream().filter(one -> !old.test(one.getName())).toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.stop();
    }
  }
}
