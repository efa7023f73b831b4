package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.tls.ServerCertificate;

class MendingTest {
  private static String mend(Fault fault, SignIn signIn) {
    SourceSettings settings =
        new SourceSettings(
            "prod",
            SourceSettings.Kind.ALERTMANAGER,
            List.of(URI.create("http://am:9093")),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            1 << 20,
            null,
            SourceSettings.Http.of(signIn));
    return Mending.of(fault, settings).toString();
  }

  @Test
  void aRefusalNamesTheSignInThatWasUsed() {
    Fault refused = new Fault.Refused(401, "");
    SignIn basic = new SignIn.Basic(new Literal("u"), new Secret.InFile(Path.of("/etc/am.pass")));
    assertThat(mend(refused, basic))
        .isEqualTo(
            "it does not know this sign-in: basic_auth with the password in the file /etc/am.pass");
    assertThat(mend(refused, SignIn.Token.bearer(new Secret.InEnvironment("TOKEN"))))
        .endsWith("Bearer with the credentials in the environment variable TOKEN");
    assertThat(mend(new Fault.Refused(403, ""), basic)).startsWith("it forbids this");
    assertThat(mend(refused, new SignIn.None())).contains("wants a sign-in", "docs/sources.md");
    assertThat(mend(new Fault.Refused(404, ""), basic)).contains("base of its API");
  }

  @Test
  void aCertificateThatIsNotTrustedSaysWhatToPin() {
    ServerCertificate shown =
        new ServerCertificate("CN=a", "CN=b", Instant.EPOCH, Instant.EPOCH, "sha256/KEY=");
    Fault fault = new Fault.Untrusted("am:9093: it is signed by itself", shown);
    assertThat(mend(fault, new SignIn.None()))
        .contains("ca_file: FILE", "pinned_key: sha256/KEY=", "server_name");
    assertThat(fault.summary())
        .isEqualTo(
            "TLS not trusted: am:9093: it is signed by itself (CN=a, issued by CN=b, valid from"
                + " 1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z, key sha256/KEY=)");
    assertThat(mend(new Fault.Untrusted("alert", null), new SignIn.None()))
        .contains("client certificate");
  }

  @Test
  void aProxyIsNotTakenForTheServer() {
    assertThat(mend(new Fault.ProxyRefused("p:3128", "refused"), new SignIn.None()))
        .contains("proxy_url", "no_proxy");
  }
}
