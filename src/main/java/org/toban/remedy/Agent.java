package org.toban.remedy;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A client of the SSH agent on its Unix socket (draft-miller-ssh-agent); asks only for the keys
 * that the identities allow. It signs for Toban's own connections and is never forwarded.
 */
final class Agent extends AbstractAgentProxy {
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final SocketChannel socket;
  private final Identities identities;

  /**
   * @throws IOException when no agent answers there
   */
  @SuppressWarnings("NullAway") // the library takes a null executor for none
  Agent(Path path, Identities identities) throws IOException {
    super(null);
    this.identities = identities;
    this.socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
    List<Map.Entry<PublicKey, String>> allowed = new ArrayList<>();
    for (Map.Entry<PublicKey, String> key : super.getIdentities()) {
      if (identities.allows(key.getKey())) {
        allowed.add(key);
      }
    }
    return allowed;
  }

  /** The agent names the signature of a certificate by its key's kind, the library by its own. */
  @Override
  public Map.Entry<String, byte[]> sign(
      SessionContext session, PublicKey key, String algorithm, byte[] data) throws IOException {
    Map.Entry<String, byte[]> signed = super.sign(session, key, algorithm, data);
    String plain = algorithm.replace("-cert-v01@openssh.com", "");
    return key instanceof OpenSshCertificate && signed.getKey().equals(plain)
        ? Map.entry(algorithm, signed.getValue())
        : signed;
  }

  @Override
  protected synchronized Buffer request(Buffer request) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
    while (out.hasRemaining()) {
      socket.write(out);
    }
    int length = read(4).getInt();
    if (length < 1 || length > LONGEST_ANSWER) {
      throw new IOException("the SSH agent's answer has a length of " + length);
    }
    return new ByteArrayBuffer(read(length).array());
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (socket.read(in) < 0) {
        throw new EOFException("the SSH agent closed its socket");
      }
    }
    return in.flip();
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
