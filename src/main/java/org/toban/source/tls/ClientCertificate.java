package org.toban.source.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** What a server is shown that asks for a certificate. */
public final class ClientCertificate {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private ClientCertificate() {}

  /**
   * Reads both files.
   *
   * @throws IOException that says which of them is wrong, and how
   */
  public static KeyManager[] read(Tls.ClientFiles files) throws IOException {
    Certificate[] chain = chain(files.certificate());
    PrivateKey key = key(files.key(), chain[0]);
    try {
      if (!belongTogether(key, chain[0])) {
        throw wrong(
            "the key " + files.key() + " is not that of the certificate " + files.certificate());
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, new char[0], chain);
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (Wrong e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw wrong("the certificate " + files.certificate() + " cannot be used with its key: " + e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException {
    try (InputStream pem = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(pem)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new IOException("there is no certificate in it");
      }
      return chain;
    } catch (GeneralSecurityException | IOException e) {
      throw wrong("the client certificate " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static PrivateKey key(Path file, Certificate certificate) throws IOException {
    try {
      if (othersMayRead(file)) {
        throw wrong("others may read the key " + file + ": run: chmod 600 " + file);
      }
      return PrivateKeyFile.read(file, certificate.getPublicKey());
    } catch (Wrong e) {
      throw e;
    } catch (IOException e) {
      throw wrong("the key " + file + " cannot be used: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw wrong("the key " + file + " does not fit its certificate, or is damaged");
    }
  }

  /** Also here, because a rotated key may come with other permissions than the first. */
  private static boolean othersMayRead(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  private static boolean belongTogether(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    byte[] sample = {1, 2, 3};
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(sample);
    return signature.verify(signed);
  }

  private static Wrong wrong(String detail) {
    return new Wrong(detail);
  }

  /** What is wrong with which file, in a sentence for a person. */
  private static final class Wrong extends IOException {
    private static final long serialVersionUID = 1L;

    Wrong(String detail) {
      super(detail);
    }
  }
}
