package org.toban.source.tls;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server's certificate is checked and which one Toban shows. Nothing turns the check off.
 *
 * @param caFile PEM of the authorities to trust in place of the system's
 * @param client what a server that asks for a certificate is shown
 * @param serverName the name to ask for and to check, in place of the address's host
 * @param leastVersion {@code TLSv1.2} or {@code TLSv1.3}
 * @param pinnedKeys {@code sha256/BASE64} of keys (SubjectPublicKeyInfo), one of which the server
 *     must have. Without a CA file the key itself says who the server is, and the certificate's
 *     name and authority no longer matter; with one, both are checked.
 */
public record Tls(
    @Nullable Path caFile,
    @Nullable ClientFiles client,
    @Nullable String serverName,
    String leastVersion,
    List<String> pinnedKeys) {
  public Tls {
    pinnedKeys = List.copyOf(pinnedKeys);
  }

  /** A certificate chain and its private key, both PEM. */
  public record ClientFiles(Path certificate, Path key) {}

  /** The system's authorities, TLS 1.2 or newer. */
  public static Tls usual() {
    return ofAuthority(null);
  }

  public static Tls ofAuthority(@Nullable Path caFile) {
    return new Tls(caFile, null, null, "TLSv1.2", List.of());
  }
}
