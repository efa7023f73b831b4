package org.toban.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of a source, made at its first use and again when its CA file changed, so that a
 * rotated file works. Certificates are always checked; an own CA file stands in place of the
 * system's.
 */
final class Clients {
  private final SourceSettings settings;
  private @Nullable OkHttpClient client;
  private @Nullable FileTime authorityOf;

  Clients(SourceSettings settings) {
    this.settings = settings;
  }

  /**
   * The client to use now.
   *
   * @throws PollFailure when the CA file cannot be read
   */
  synchronized OkHttpClient current() throws PollFailure {
    Path caFile = settings.http().caFile();
    try {
      FileTime written = caFile == null ? null : Files.getLastModifiedTime(caFile);
      OkHttpClient ready = client;
      if (ready == null || (written != null && !written.equals(authorityOf))) {
        ready = build(caFile);
        client = ready;
        authorityOf = written;
      }
      return ready;
    } catch (IOException | GeneralSecurityException e) {
      throw new PollFailure(
          new Fault.Misconfigured("the CA file " + caFile + " cannot be used: " + e));
    }
  }

  /** The deadline of the whole exchange stands on each call; the others would only cut it short. */
  private OkHttpClient build(@Nullable Path caFile) throws IOException, GeneralSecurityException {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dns(new Lookup(settings.timeout()))
            .connectionPool(new ConnectionPool(settings.urls().size(), 5, TimeUnit.MINUTES))
            .connectTimeout(settings.timeout())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .followRedirects(false)
            .followSslRedirects(false);
    if (caFile != null) {
      X509TrustManager trust = OwnAuthority.read(caFile);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    }
    return builder.build();
  }
}
