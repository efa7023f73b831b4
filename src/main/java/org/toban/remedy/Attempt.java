package org.toban.remedy;

import java.nio.file.Path;
import java.security.PublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.KnownHosts.Verdict;

/**
 * One try to sign in to a host: what is known of it beforehand, and what its key turned out to be.
 */
final class Attempt {
  private static final AttributeRepository.AttributeKey<Attempt> KEY =
      new AttributeRepository.AttributeKey<>();

  private final Target target;
  private final KnownHosts known;
  private final Identities identities;
  private final SignIn signIn;
  private final @Nullable ClientSession via;
  private volatile @Nullable Verdict verdict;

  /**
   * @param via the session with the jump host, null when the host is reached from here
   */
  Attempt(
      Target target,
      SignIn signIn,
      KnownHosts known,
      Identities identities,
      @Nullable ClientSession via) {
    this.target = target;
    this.signIn = signIn;
    this.known = known;
    this.identities = identities;
    this.via = via;
  }

  /** The context to connect with. */
  AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  static Attempt of(ClientSession session) {
    return of(session.getConnectionContext());
  }

  static Attempt of(@Nullable AttributeRepository context) {
    Attempt attempt = context == null ? null : context.getAttribute(KEY);
    if (attempt == null) {
      throw new IllegalStateException("a connection that nobody asked for");
    }
    return attempt;
  }

  Target target() {
    return target;
  }

  SignIn signIn() {
    return signIn;
  }

  @Nullable ClientSession via() {
    return via;
  }

  KnownHosts known() {
    return known;
  }

  Identities identities() {
    return identities;
  }

  /** Judges the key that the host shows; the only place where one is accepted. */
  static boolean accepts(ClientSession session, PublicKey key) {
    Attempt attempt = of(session);
    Verdict verdict = attempt.judge(key);
    attempt.verdict = verdict;
    return verdict instanceof Verdict.Known;
  }

  private Verdict judge(PublicKey key) {
    if (key instanceof OpenSshCertificate certificate
        && certificate.getPrincipals().contains(known.plainName())) {
      // The library has checked signature, dates and names, or it would have shown the plain key.
      return known.judge(hostKey(certificate.getCertPubKey()), hostKey(certificate.getCaPubKey()));
    }
    PublicKey plain =
        key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
    return known.judge(hostKey(plain), null);
  }

  private static KnownHosts.HostKey hostKey(PublicKey key) {
    String[] parts = PublicKeyEntry.toString(key).split(" ", 3);
    return new KnownHosts.HostKey(parts[0], parts[1]);
  }

  /** Why the host's key was refused, null when it was not, or never seen. */
  @Nullable ConnectFault hostKeyFault() {
    Verdict seen = verdict;
    return switch (seen) {
      case null -> null;
      case Verdict.Known _ -> null;
      case Verdict.Unknown unknown -> fault(unknown(unknown.shown()));
      case Verdict.Changed changed -> fault(changed(changed));
      case Verdict.Revoked revoked -> fault(revoked(revoked));
    };
  }

  private static ConnectFault fault(String detail) {
    return new ConnectFault(Outcome.Reason.HOST_KEY, detail);
  }

  private String unknown(KnownHosts.HostKey shown) {
    String type =
        shown.type().replaceFirst("^ssh-|^ecdsa-sha2-.*", "").isEmpty()
            ? "ecdsa"
            : shown.type().replaceFirst("^ssh-", "");
    return "The host key of "
        + who()
        + " is not known, so nothing was sent: "
        + shown.type()
        + " "
        + shown.fingerprint()
        + ". Compare it with the host's own (there: ssh-keygen -lf"
        + " /etc/ssh/ssh_host_"
        + type
        + "_key.pub); when they are the same, accept it: "
        + acceptance(type, shown);
  }

  /** What adds the key; ssh-keyscan asks the host itself, and cannot behind a jump host. */
  private String acceptance(String type, KnownHosts.HostKey shown) {
    String from =
        via == null && known.plainName().equalsIgnoreCase(target.host())
            ? "ssh-keyscan -t " + type + " -p " + target.port() + " " + target.host()
            : "echo '" + known.host() + " " + shown.type() + " " + shown.base64() + "'";
    return from + " >> " + Identities.word(known.file());
  }

  private String changed(Verdict.Changed changed) {
    StringBuilder text = new StringBuilder("The host key of ").append(who());
    text.append(" is not the known one, so nothing was sent; somebody may be in between. Shown: ");
    text.append(changed.shown().type()).append(' ').append(changed.shown().fingerprint());
    for (KnownHosts.Line line : changed.known()) {
      text.append("; known: ").append(line.type()).append(' ').append(fingerprint(line));
      text.append(" (").append(line.place()).append(')');
    }
    Path file = changed.known().getFirst().file();
    return text.append(". Only when you know why it changed: ssh-keygen -f ")
        .append(Identities.word(file))
        .append(" -R ")
        .append(Variables.quote(known.host()))
        .append(", then accept the new one.")
        .toString();
  }

  private static String fingerprint(KnownHosts.Line line) {
    try {
      return new KnownHosts.HostKey(line.type(), line.key()).fingerprint();
    } catch (IllegalArgumentException _) {
      return "(unreadable)";
    }
  }

  private String revoked(Verdict.Revoked revoked) {
    return "The host key of "
        + who()
        + " is revoked, so nothing was sent: "
        + revoked.shown().type()
        + " "
        + revoked.shown().fingerprint()
        + " ("
        + revoked.by().place()
        + "). Give the host a new key.";
  }

  private String who() {
    return target.name() + " (" + target + ")";
  }
}
