package org.toban.remedy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
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

  private final SshSettings settings;
  private @Nullable SshClient client;
  private boolean closed;

  Connector(SshSettings settings) {
    this.settings = settings;
  }

  /**
   * A signed-in session.
   *
   * @throws ConnectFault when there is none to be had
   */
  ClientSession connect(Target target) throws ConnectFault {
    Attempt attempt = new Attempt(target, known(target), Identities.read(settings));
    long end = System.nanoTime() + settings.connectTimeout().toNanos();
    ClientSession session = null;
    try {
      session =
          started()
              .connect(target.user(), target.host(), target.port(), attempt.context(), null)
              .verify(settings.connectTimeout())
              .getClientSession();
      attempt.identities().pairs().forEach(session::addPublicKeyIdentity);
      session.auth().verify(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
      return session;
    } catch (IOException | RuntimeException e) {
      if (session != null) {
        session.close(true);
      }
      throw fault(e, attempt, target, session != null);
    }
  }

  private KnownHosts known(Target target) throws ConnectFault {
    try {
      return KnownHosts.read(settings.knownHosts(), target);
    } catch (IOException e) {
      throw new ConnectFault(
          Outcome.Reason.HOST_KEY,
          "The file of known hosts cannot be read: "
              + e
              + ". Make "
              + settings.knownHosts()
              + " readable to you.");
    }
  }

  private ConnectFault fault(Exception e, Attempt attempt, Target target, boolean connected) {
    ConnectFault hostKey = attempt.hostKeyFault();
    if (hostKey != null) {
      return hostKey;
    }
    String who = target.name() + " (" + target + ")";
    if (e instanceof SshException ssh
        && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
      return new ConnectFault(Outcome.Reason.AUTHENTICATION, refused(who, attempt));
    }
    return new ConnectFault(
        Outcome.Reason.CONNECT,
        (connected ? "Could not sign in to " : "Could not connect to ")
            + who
            + ": "
            + phrase(e, target)
            + ".");
  }

  private String refused(String who, Attempt attempt) {
    StringBuilder text = new StringBuilder(who);
    int files = attempt.identities().pairs().size();
    text.append(" refused every key that was offered (").append(files);
    text.append(files == 1 ? " from a file" : " from files");
    text.append(settings.agent() == null ? ", no agent" : ", and those of the agent").append("). ");
    attempt.identities().remarks().forEach(remark -> text.append(remark).append(' '));
    return text.append("See that the public key is in the authorized_keys of that user.")
        .toString();
  }

  private String phrase(Throwable e, Target target) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return "no answer within " + settings.connectTimeout().toMillis() + " ms";
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
    }
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceFirst("[.]$", "");
  }

  private synchronized SshClient started() {
    if (closed) {
      throw new IllegalStateException("Toban is closing");
    }
    if (client == null) {
      client = client();
      client.start();
    }
    return client;
  }

  private SshClient client() {
    SshClient made = SshClient.setUpDefaultClient();
    made.setServerKeyVerifier((session, _, key) -> Attempt.accepts(session, key));
    made.setSessionFactory(new Sessions(made));
    made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    made.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    Path socket = settings.agent();
    if (socket != null) {
      made.setAgentFactory(new Agents(socket));
    }
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

  /** Sessions that ask a host first for the kinds of key that it is known by. */
  private static final class Sessions extends SessionFactory {
    Sessions(ClientFactoryManager manager) {
      super(manager);
    }

    @Override
    protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
      return new ClientSessionImpl(getClient(), io) {
        @Override
        protected String resolveAvailableSignaturesProposal(FactoryManager manager) {
          String all = super.resolveAvailableSignaturesProposal(manager);
          return String.join(",", inOrder(List.of(all.split(",", -1)), Attempt.of(this).known()));
        }
      };
    }

    private static List<String> inOrder(List<String> all, KnownHosts known) {
      boolean certificates = !known.marked(KnownHosts.Mark.AUTHORITY).isEmpty();
      List<String> types =
          known.marked(KnownHosts.Mark.NONE).stream().map(KnownHosts.Line::type).toList();
      List<String> first = new ArrayList<>();
      List<String> rest = new ArrayList<>();
      for (String algorithm : all) {
        boolean certificate = algorithm.contains("-cert-");
        if (!certificate || certificates) {
          boolean sought = certificate || types.contains(keyType(algorithm));
          (sought ? first : rest).add(algorithm);
        }
      }
      first.addAll(rest);
      return first;
    }

    private static String keyType(String algorithm) {
      return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
    }
  }

  /** Clients of the agent; there is nothing here that could forward it. */
  private record Agents(Path socket) implements SshAgentFactory {
    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
      return List.of();
    }

    @Override
    public @Nullable SshAgent createClient(Session session, FactoryManager manager) {
      try {
        Attempt attempt = Attempt.of((ClientSession) session);
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
}
