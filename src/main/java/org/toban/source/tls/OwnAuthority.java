package org.toban.source.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.X509TrustManager;

/**
 * Trust in the certificates of a PEM file and in nothing else. Java does not ask whether a trusted
 * certificate itself has expired, which is what a server's own certificate in the file would be;
 * this does.
 */
final class OwnAuthority implements X509TrustManager {
  private final X509TrustManager rule;

  private OwnAuthority(X509TrustManager rule) {
    this.rule = rule;
  }

  static OwnAuthority read(Path pemFile) throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> authorities;
    try (InputStream pem = Files.newInputStream(pemFile)) {
      authorities = CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }
    if (authorities.isEmpty()) {
      throw new IOException("there is no certificate in it");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate authority : authorities) {
      store.setCertificateEntry("ca-" + store.size(), authority);
    }
    return new OwnAuthority(ServerTrust.x509(store));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    rule.checkServerTrusted(chain, authType);
    for (X509Certificate certificate : chain) {
      certificate.checkValidity();
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("Toban is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return rule.getAcceptedIssuers();
  }
}
