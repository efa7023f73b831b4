package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.toban.source.tls.ServerCertificate;

/** Makes certificates with keytool, and servers that show them. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String KEYTOOL =
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** A key with a certificate signed by itself: EC unless the options say otherwise. */
  void make(String name, String... options) throws Exception {
    List<String> make = new ArrayList<>(keytool("-genkeypair", name));
    make.addAll(List.of("-dname", "CN=" + name));
    if (!List.of(options).contains("-keyalg")) {
      make.addAll(List.of("-keyalg", "EC"));
    }
    make.addAll(List.of(options));
    run(make);
    export(name);
  }

  /** The same signed by another. */
  void sign(String name, String authority, String... options) throws Exception {
    Files.deleteIfExists(folder.resolve(name + ".p12"));
    make(name);
    Path request = folder.resolve(name + ".csr");
    run(with(keytool("-certreq", name), "-file", request.toString()));
    Path signed = folder.resolve(name + ".signed");
    List<String> sign = with(keytool("-gencert", authority), "-infile", request.toString());
    sign.addAll(List.of("-outfile", signed.toString()));
    sign.addAll(List.of(options));
    run(sign);
    KeyStore store = store(name);
    try (InputStream in = Files.newInputStream(signed)) {
      Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(in);
      Certificate[] chain = {own, store(authority).getCertificate("server")};
      store.setKeyEntry("server", store.getKey("server", PASSWORD), PASSWORD, chain);
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      store.store(out, PASSWORD);
    }
    export(name);
  }

  private List<String> keytool(String verb, String name) {
    return List.of(
        KEYTOOL,
        verb,
        "-alias",
        "server",
        "-keystore",
        folder.resolve(name + ".p12").toString(),
        "-storepass",
        "changeit");
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private void export(String name) throws Exception {
    byte[] certificate = store(name).getCertificate("server").getEncoded();
    Files.writeString(pem(name), block("CERTIFICATE", certificate));
  }

  private static String block(String kind, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }

  /** Writes the private key as PEM, for its owner only, in the form that openssl makes of it. */
  void writeKey(String name, String... openssl) throws Exception {
    Path pkcs8 = folder.resolve(name + ".pkcs8");
    Files.writeString(
        pkcs8, block("PRIVATE KEY", store(name).getKey("server", PASSWORD).getEncoded()));
    Path key = folder.resolve(name + ".newkey");
    if (openssl.length == 0) {
      Files.copy(pkcs8, key, StandardCopyOption.REPLACE_EXISTING);
    } else {
      List<String> command = new ArrayList<>(List.of("openssl"));
      command.addAll(List.of(openssl));
      command.addAll(List.of("-in", pkcs8.toString(), "-out", key.toString()));
      run(command);
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.move(key, key(name), StandardCopyOption.REPLACE_EXISTING);
  }

  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(output).isTrue();
    assertThat(process.exitValue()).as(command + "\n" + output).isZero();
  }

  KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  /** What {@code pinned_key} takes. */
  String pin(String name) throws Exception {
    return ServerCertificate.keyOf((X509Certificate) store(name).getCertificate("server"));
  }

  /** A server with a certificate, that answers as told. */
  RawServer server(String certificate, RawServer.Script script) throws Exception {
    return server(certificate, null, script);
  }

  /** A server that lets only those in who have a certificate of an authority. */
  RawServer server(
      String certificate, @Nullable String clients, RawServer.Script script, String... protocols)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store(certificate), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    if (clients != null) {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, null);
      authorities.setCertificateEntry("ca", store(clients).getCertificate("server"));
      trust.init(authorities);
    }
    context.init(keys.getKeyManagers(), clients == null ? null : trust.getTrustManagers(), null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(clients != null);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return RawServer.start(socket, "https", script);
  }
}
