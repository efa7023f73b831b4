package org.toban.source.proxy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What a proxy is not used for, as curl and Prometheus read NO_PROXY. */
public final class Exemptions {
  private final List<String> entries;

  public Exemptions(List<String> entries) {
    this.entries = entries;
  }

  /** Whether a URL is reached without the proxy. */
  public boolean cover(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    return entries.stream()
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> covers(entry, host, port));
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return isInside(entry.substring(0, slash), entry.substring(slash + 1), host);
    }
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    if (hasPort && !entry.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String name = (hasPort ? entry.substring(0, colon) : entry).replaceAll("^\\[|\\]$", "");
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  /** Only for addresses that are written as such: no name is looked up for this. */
  private static boolean isInside(String network, String bits, String host) {
    byte[] base = address(network);
    byte[] asked = address(host);
    if (base.length == 0 || base.length != asked.length || !bits.matches("\\d{1,3}")) {
      return false;
    }
    int length = Math.min(Integer.parseInt(bits), base.length * 8);
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((base[bit / 8] & mask) != (asked[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  static byte[] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
