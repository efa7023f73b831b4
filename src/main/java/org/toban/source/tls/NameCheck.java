package org.toban.source.tls;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whether a certificate is for the server that was asked; remembers one that was not. */
public final class NameCheck implements HostnameVerifier {
  /** RFC 2818, 3.1, as the client has it. */
  private static final HostnameVerifier RULE =
      new OkHttpClient.Builder()
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .build()
          .hostnameVerifier();

  private static final int SHOWN = 5;

  private final @Nullable String name;
  private final Map<String, ServerTrust.Distrust> refused = new ConcurrentHashMap<>();

  /** Checks for a name in place of the address's host, unless it is null. */
  public NameCheck(@Nullable String name) {
    this.name = name;
  }

  @Override
  public boolean verify(String host, SSLSession session) {
    String expected = name == null ? host : name;
    if (RULE.verify(expected, session)) {
      return true;
    }
    try {
      Certificate shown = session.getPeerCertificates()[0];
      if (shown instanceof X509Certificate certificate) {
        String reason = "it is not for " + expected + " but for " + names(certificate);
        refused.put(host, new ServerTrust.Distrust(reason, certificate, null));
      }
    } catch (SSLPeerUnverifiedException e) {
      // nothing was shown, so there is nothing to tell
    }
    return false;
  }

  /** The newest certificate for a host that was refused for its name. */
  public ServerTrust.@Nullable Distrust refused(String host) {
    return refused.get(host);
  }

  private static String names(X509Certificate certificate) {
    try {
      List<String> names =
          certificate.getSubjectAlternativeNames() == null
              ? List.of()
              : certificate.getSubjectAlternativeNames().stream()
                  .map(entry -> String.valueOf(entry.get(1)))
                  .limit(SHOWN)
                  .toList();
      return names.isEmpty() ? "no name at all" : String.join(", ", names);
    } catch (CertificateParsingException e) {
      return "no readable name";
    }
  }
}
