package org.toban.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.saying.Misfit;

/**
 * A host as the inventory names it; never built from an alert's text.
 *
 * @param name the key in the inventory
 * @param signIn how it is signed in to, null for the way of the settings
 * @param via the jump host that it is reached through, null when it is reached from here
 * @param sudo the password that sudo there asks the user for, null when there is none to be had
 */
public record Target(
    String name,
    String user,
    String host,
    int port,
    @Nullable SignIn signIn,
    @Nullable Target via,
    @Nullable Passphrase sudo)
    implements Destination {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:][A-Za-z0-9._:-]*");

  public Target {
    if (!SAFE.matcher(host).matches() || !SAFE.matcher(user).matches()) {
      throw new Misfit(HostWords.NO_NAME.of(user, host));
    }
    if (port < 1 || port > 65535) {
      throw new Misfit(HostWords.NO_PORT.of(port));
    }
  }

  /** A host that is reached from here and signed in to as the settings say. */
  public Target(String name, String user, String host, int port) {
    this(name, user, host, port, null, null, null);
  }

  /** A host whose sudo needs no password. */
  public Target(
      String name,
      String user,
      String host,
      int port,
      @Nullable SignIn signIn,
      @Nullable Target via) {
    this(name, user, host, port, signIn, via, null);
  }

  /** The same host with the passphrase of its key, else signed in to as before. */
  public Target with(Passphrase passphrase, SshSettings settings) {
    return new Target(name, user, host, port, settings.signIn(this).with(passphrase), via, sudo);
  }

  /** The same host with the password that its sudo asks for. */
  public Target withSudo(Passphrase password) {
    return new Target(name, user, host, port, signIn, via, password);
  }

  /** The jump hosts on the way to it, the first one first. */
  public List<Target> hops() {
    List<Target> hops = new ArrayList<>();
    for (Target hop = via; hop != null; hop = hop.via()) {
      hops.addFirst(hop);
    }
    return hops;
  }

  /** Where it is and through which jump hosts it is reached, in words. */
  public String way() {
    return wholeWay().toString();
  }

  /** The same for a reader of another language. */
  public Object wholeWay() {
    Object way = toString();
    for (Target hop : hops().reversed()) {
      way = HostWords.THROUGH.of(way, hop.name(), hop);
    }
    return way;
  }

  @Override
  public String toString() {
    return user + "@" + host + (port == 22 ? "" : ":" + port);
  }
}
