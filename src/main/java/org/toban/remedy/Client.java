package org.toban.remedy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.StreamingChannel;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.closeable.AbstractInnerCloseable;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * The library's client where it is not as Toban needs it: a host behind a jump host is reached
 * through a channel of that session and no local port, every session knows the host by the name
 * that its keys are known by, and asks first for the kinds of key that it is known by.
 */
final class Client extends SshClient {
  @Override
  protected SessionFactory createSessionFactory() {
    return new Sessions(this);
  }

  /** Connects; the name that the session has of the host is the one that certificates must have. */
  ConnectFuture connect(Attempt attempt) throws IOException {
    Target target = attempt.target();
    return doConnect(
        target.user(),
        InetSocketAddress.createUnresolved(attempt.known().plainName(), target.port()),
        attempt.context(),
        unbound(),
        KeyIdentityProvider.EMPTY_KEYS_PROVIDER,
        new HostConfigEntry("", target.host(), target.port(), target.user()));
  }

  @SuppressWarnings("NullAway") // the library takes null for any
  private static SocketAddress unbound() {
    return null;
  }

  @Override
  protected IoConnector createConnector() {
    return new Dialer(super.createConnector(), getSessionFactory());
  }

  /** Opens the way to a host: a socket, or a channel of the session with its jump host. */
  private static final class Dialer extends AbstractInnerCloseable implements IoConnector {
    private final IoConnector sockets;
    private final IoHandler handler;

    Dialer(IoConnector sockets, IoHandler handler) {
      this.sockets = sockets;
      this.handler = handler;
    }

    @Override
    public IoConnectFuture connect(
        SocketAddress named, AttributeRepository context, SocketAddress local) {
      Attempt attempt = Attempt.of(context);
      Target target = attempt.target();
      ClientSession via = attempt.via();
      if (via == null) {
        SocketAddress address = new InetSocketAddress(target.host(), target.port());
        return sockets.connect(address, context, local);
      }
      DefaultIoConnectFuture future = new DefaultIoConnectFuture(target, null);
      try {
        ChannelDirectTcpip channel =
            via.createDirectTcpipChannel(
                new SshdSocketAddress("localhost", 0),
                new SshdSocketAddress(target.host(), target.port()));
        channel.setStreaming(StreamingChannel.Streaming.Async);
        channel.open().addListener(opened -> opened(opened, channel, future, named, context));
      } catch (IOException | RuntimeException e) {
        future.setException(e);
      }
      return future;
    }

    private void opened(
        OpenFuture opened,
        ChannelDirectTcpip channel,
        DefaultIoConnectFuture future,
        SocketAddress named,
        AttributeRepository context) {
      if (!opened.isOpened()) {
        Throwable why = opened.getException();
        future.setException(why == null ? new IOException("the channel was given up") : why);
        return;
      }
      Tunnel tunnel = new Tunnel(channel, handler, this, named);
      tunnel.setAttribute(AttributeRepository.class, context);
      try {
        handler.sessionCreated(tunnel);
        future.setSession(tunnel);
        tunnel.start();
      } catch (Exception e) {
        tunnel.close(true);
        future.setException(e);
      }
    }

    @Override
    protected Closeable getInnerCloseable() {
      return sockets;
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
      return sockets.getManagedSessions();
    }

    @Override
    public IoServiceEventListener getIoServiceEventListener() {
      return sockets.getIoServiceEventListener();
    }

    @Override
    public void setIoServiceEventListener(IoServiceEventListener listener) {
      sockets.setIoServiceEventListener(listener);
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
}
