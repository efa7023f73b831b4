package org.toban.remedy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;

/** What the library wants to know of a tunnel, apart from its bytes. */
abstract class TunnelFacts extends AbstractCloseable implements IoSession {
  /** Apart from the numbers that the library gives to sockets. */
  private static final AtomicLong NUMBERS = new AtomicLong(1L << 40);

  private final long number = NUMBERS.incrementAndGet();
  private final IoService service;
  private final SocketAddress remote;
  private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

  TunnelFacts(IoService service, SocketAddress remote) {
    this.service = service;
    this.remote = remote;
  }

  @Override
  public long getId() {
    return number;
  }

  @Override
  public IoService getService() {
    return service;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return InetSocketAddress.createUnresolved("localhost", 0);
  }

  @Override
  @SuppressWarnings("NullAway") // the library takes null for none
  public SocketAddress getAcceptanceAddress() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // the library takes null for none
  public Object getAttribute(Object key) {
    return attributes.get(key);
  }

  @Override
  @SuppressWarnings("NullAway") // the library takes null for none
  public Object setAttribute(Object key, Object value) {
    return attributes.put(key, value);
  }

  @Override
  @SuppressWarnings("NullAway") // the library takes null for none
  public Object setAttributeIfAbsent(Object key, Object value) {
    return attributes.putIfAbsent(key, value);
  }

  @Override
  @SuppressWarnings("NullAway") // the library takes null for none
  public Object removeAttribute(Object key) {
    return attributes.remove(key);
  }

  @Override
  public String toString() {
    return "Tunnel[" + remote + "]";
  }
}
