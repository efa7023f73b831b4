package org.toban.remedy;

import java.util.regex.Pattern;

/**
 * A host as the inventory names it; never built from an alert's text.
 *
 * @param name the key in the inventory
 */
public record Target(String name, String user, String host, int port) implements Destination {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:][A-Za-z0-9._:-]*");

  public Target {
    if (!SAFE.matcher(host).matches() || !SAFE.matcher(user).matches()) {
      throw new IllegalArgumentException("not a host or user name: " + user + "@" + host);
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  @Override
  public String toString() {
    return user + "@" + host + (port == 22 ? "" : ":" + port);
  }
}
