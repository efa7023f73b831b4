package org.toban.source.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;

/**
 * What a server showed, for a person who decides whether to trust it. Nothing of it is checked.
 *
 * @param key {@code sha256/BASE64} of its SubjectPublicKeyInfo, as {@code pinned_key} takes it
 */
public record ServerCertificate(
    String subject, String issuer, Instant notBefore, Instant notAfter, String key) {
  private static final int LONGEST = 120;

  static ServerCertificate of(X509Certificate certificate) {
    return new ServerCertificate(
        plain(certificate.getSubjectX500Principal()),
        plain(certificate.getIssuerX500Principal()),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        keyOf(certificate));
  }

  /** The key of a certificate in that form. */
  public static String keyOf(X509Certificate certificate) {
    try {
      byte[] info = certificate.getPublicKey().getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(info);
      return "sha256/" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String plain(X500Principal principal) {
    String name = principal.getName().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return name.substring(0, Math.min(name.length(), LONGEST));
  }

  /** In one line. */
  public String described() {
    return subject
        + ", issued by "
        + (issuer.equals(subject) ? "itself" : issuer)
        + ", valid from "
        + notBefore
        + " to "
        + notAfter
        + ", key "
        + key;
  }
}
