package org.toban.source.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Decides about a server's certificate: by authority, by pinned key, or by both. */
public final class ServerTrust implements X509TrustManager {
  private final @Nullable X509TrustManager authority;
  private final List<String> pinnedKeys;

  private ServerTrust(@Nullable X509TrustManager authority, List<String> pinnedKeys) {
    this.authority = authority;
    this.pinnedKeys = pinnedKeys;
  }

  /**
   * The rule of these settings.
   *
   * @throws IOException when the CA file cannot be read
   */
  public static ServerTrust of(Tls tls) throws IOException, GeneralSecurityException {
    if (tls.caFile() != null) {
      return new ServerTrust(OwnAuthority.read(tls.caFile()), tls.pinnedKeys());
    }
    return new ServerTrust(tls.pinnedKeys().isEmpty() ? system() : null, tls.pinnedKeys());
  }

  /** Not trusted, with the certificate and the reason in words. */
  public static final class Distrust extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient ServerCertificate certificate;

    Distrust(String reason, X509Certificate certificate, @Nullable CertificateException cause) {
      super(reason, cause);
      this.certificate = ServerCertificate.of(certificate);
    }

    public ServerCertificate certificate() {
      return certificate;
    }
  }

  private static X509TrustManager system() throws GeneralSecurityException {
    return x509((KeyStore) null);
  }

  /** The JVM's own rule for a store of authorities; null is the system's store. */
  static X509TrustManager x509(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("this JVM has no X.509 trust");
  }

  /** Whether the key alone says who a server is, so that its name does not matter. */
  public boolean isByKeyOnly() {
    return authority == null;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    X509Certificate shown = chain[0];
    try {
      if (!pinnedKeys.isEmpty() && !pinnedKeys.contains(ServerCertificate.keyOf(shown))) {
        throw new Distrust("its key is not the pinned one", shown, null);
      }
      if (authority != null) {
        authority.checkServerTrusted(chain, authType);
      }
      shown.checkValidity();
    } catch (Distrust e) {
      throw e;
    } catch (CertificateException e) {
      throw new Distrust(reason(shown, e), shown, e);
    }
  }

  private static String reason(X509Certificate shown, CertificateException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    if (deepest instanceof CertificateExpiredException) {
      return "it has expired";
    }
    if (deepest instanceof CertificateNotYetValidException) {
      return "it is not valid yet";
    }
    if (String.valueOf(deepest.getMessage()).contains("unable to find valid certification path")) {
      return shown.getIssuerX500Principal().equals(shown.getSubjectX500Principal())
          ? "it is signed by itself"
          : "its authority is not trusted";
    }
    return String.valueOf(deepest.getMessage());
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("Toban is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority == null ? new X509Certificate[0] : authority.getAcceptedIssuers();
  }
}
