package org.toban.app;

import org.toban.source.SignIn;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;

/** What to do about a source's fault, for a person at the keyboard. */
final class Mending {
  private Mending() {}

  static String of(Fault fault, SourceSettings settings) {
    return of(fault, settings.http().signIn());
  }

  static String of(Fault fault, SignIn signIn) {
    return switch (fault) {
      case Fault.Unreachable _ -> "see that the address is right and the server runs";
      case Fault.TimedOut _ -> "see what slows it, or give it more time with 'timeout'";
      case Fault.Refused it -> refused(it.status(), signIn);
      case Fault.Unreadable _ -> "see that the address is that of the API, not of a proxy or page";
      case Fault.Untrusted it -> untrusted(it);
      case Fault.SignInFailed _ ->
          "see that 'oauth2' has the right token_url, client_id and secret; the sign-in is "
              + signIn.described();
      case Fault.ProxyRefused _ ->
          "see that 'proxy_url' is right and that proxy lets this machine through; for its own"
              + " sign-in write 'proxy_basic_auth', to go round it 'no_proxy'";
      case Fault.OverLimit _ -> "raise 'max_bytes' if so many alerts are right";
      case Fault.Partial _ -> "see what its server says of its shards or queriers";
      case Fault.Misconfigured _ -> "mend the secret, file or keyring that it names";
    };
  }

  private static String refused(int status, SignIn signIn) {
    if (status != 401 && status != 403) {
      return "see that the address is the base of its API";
    }
    if (signIn instanceof SignIn.None) {
      return "it wants a sign-in: write one under 'http' (docs/sources.md)";
    }
    return (status == 401 ? "it does not know this sign-in: " : "it forbids this to this sign-in: ")
        + signIn.described();
  }

  private static String untrusted(Fault.Untrusted fault) {
    if (fault.certificate() == null) {
      return "see that the port speaks TLS, and what client certificate it wants";
    }
    return "if this is an authority of yours, name it with 'tls_config: {ca_file: FILE}'; if you"
        + " know this very server, 'tls_config: {pinned_key: "
        + fault.certificate().key()
        + "}'; a certificate that has run out must be renewed, and for one with another name"
        + " write 'server_name'";
  }
}
