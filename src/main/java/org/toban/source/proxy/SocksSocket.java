package org.toban.source.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket that reaches its goal through a SOCKS5 proxy (RFC 1928, RFC 1929). Java's own asks one
 * authenticator of the whole program for the password, which would be that of another source.
 */
public final class SocksSocket extends Socket {
  private static final int VERSION = 5;
  private static final int CONNECT = 1;
  private static final int NO_SIGN_IN = 0;
  private static final int NAME_AND_PASSWORD = 2;

  private final Proxy proxy;
  private final Duration limit;

  /**
   * A socket that is not connected yet.
   *
   * @param limit for reaching the proxy and the goal, when connecting names none
   */
  public SocksSocket(Proxy proxy, Duration limit) {
    this.proxy = proxy;
    this.limit = limit;
  }

  /**
   * Where the proxy is and how to sign in to it.
   *
   * @param username null without a sign-in, as is {@code password}
   */
  public record Proxy(String host, int port, @Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** The proxy did not do what it was asked for. */
  public static final class Refused extends SocketException {
    private static final long serialVersionUID = 1L;

    Refused(String what) {
      super(what);
    }
  }

  @Override
  public void connect(SocketAddress goal) throws IOException {
    connect(goal, 0);
  }

  @Override
  public void connect(SocketAddress goal, int timeoutMillis) throws IOException {
    int limitMillis = timeoutMillis > 0 ? timeoutMillis : Math.toIntExact(limit.toMillis());
    InetAddress there = new Lookup(limit).lookup(proxy.host()).getFirst();
    super.connect(new InetSocketAddress(there, proxy.port()), limitMillis);
    setSoTimeout(limitMillis);
    DataInputStream in = new DataInputStream(getInputStream());
    OutputStream out = getOutputStream();
    try {
      agree(in, out);
      reach((InetSocketAddress) goal, in, out);
    } catch (EOFException e) {
      throw new Refused("it ended the connection: does it speak SOCKS5?");
    } catch (SocketTimeoutException e) {
      throw new Refused("it did not answer in time: does it speak SOCKS5?");
    }
    setSoTimeout(0);
  }

  private void agree(DataInputStream in, OutputStream out) throws IOException {
    String username = proxy.username();
    String password = proxy.password();
    boolean hasSignIn = username != null && password != null;
    out.write(
        hasSignIn
            ? new byte[] {VERSION, 2, NO_SIGN_IN, NAME_AND_PASSWORD}
            : new byte[] {VERSION, 1, NO_SIGN_IN});
    out.flush();
    expectVersion(in.readUnsignedByte(), VERSION);
    int way = in.readUnsignedByte();
    if (way == NAME_AND_PASSWORD && username != null && password != null) {
      signIn(field(username), field(password), in, out);
    } else if (way != NO_SIGN_IN) {
      throw new Refused(
          hasSignIn
              ? "it does not take a name and a password"
              : "it wants a sign-in, and there is none for it");
    }
  }

  private static void signIn(byte[] name, byte[] password, DataInputStream in, OutputStream out)
      throws IOException {
    byte[] question = new byte[3 + name.length + password.length];
    question[0] = 1;
    question[1] = (byte) name.length;
    System.arraycopy(name, 0, question, 2, name.length);
    question[2 + name.length] = (byte) password.length;
    System.arraycopy(password, 0, question, 3 + name.length, password.length);
    out.write(question);
    out.flush();
    in.readUnsignedByte();
    if (in.readUnsignedByte() != 0) {
      throw new Refused("it does not accept the name and the password");
    }
  }

  private static byte[] field(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw new Refused("a name or a password is longer than the 255 bytes that it can take");
    }
    return bytes;
  }

  private static void reach(InetSocketAddress goal, DataInputStream in, OutputStream out)
      throws IOException {
    String host = goal.getHostString();
    byte[] literal = Exemptions.address(host);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    byte[] place = literal.length > 0 ? literal : name;
    int lengthByte = literal.length > 0 ? 0 : 1;
    byte[] question = new byte[6 + lengthByte + place.length];
    question[0] = VERSION;
    question[1] = CONNECT;
    question[3] = (byte) (literal.length == 0 ? 3 : literal.length == 4 ? 1 : 4);
    if (lengthByte == 1) {
      question[4] = (byte) place.length;
    }
    System.arraycopy(place, 0, question, 4 + lengthByte, place.length);
    question[question.length - 2] = (byte) (goal.getPort() >> 8);
    question[question.length - 1] = (byte) goal.getPort();
    out.write(question);
    out.flush();
    expectVersion(in.readUnsignedByte(), VERSION);
    int answer = in.readUnsignedByte();
    if (answer != 0) {
      throw new Refused("it cannot reach " + host + ":" + goal.getPort() + ": " + reason(answer));
    }
    in.readUnsignedByte();
    int kind = in.readUnsignedByte();
    in.skipNBytes((kind == 3 ? in.readUnsignedByte() : kind == 4 ? 16 : 4) + 2);
  }

  private static void expectVersion(int found, int version) throws IOException {
    if (found != version) {
      throw new Refused("it does not speak SOCKS5");
    }
  }

  private static String reason(int answer) {
    return switch (answer) {
      case 2 -> "its rules forbid it";
      case 3 -> "no network";
      case 4 -> "no such host";
      case 5 -> "connection refused";
      case 6 -> "no answer in time";
      case 7 -> "it does not connect for others";
      case 8 -> "not this kind of address";
      default -> "it failed";
    };
  }
}
