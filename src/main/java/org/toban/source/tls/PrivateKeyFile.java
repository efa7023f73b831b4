package org.toban.source.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in PEM, in the three forms that people have: PKCS#8, PKCS#1 (RSA) and SEC 1 (EC).
 */
final class PrivateKeyFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final int LONGEST = 64 * 1024;

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeyFile() {}

  /**
   * Reads the key that belongs to a public one, which says of what algorithm it is.
   *
   * @throws IOException with what is wrong with the file, without any of its text
   */
  static PrivateKey read(Path file, PublicKey belongsTo)
      throws IOException, GeneralSecurityException {
    if (Files.size(file) > LONGEST) {
      throw new IOException("it is longer than 64 KB");
    }
    Matcher block = BLOCK.matcher(Files.readString(file));
    if (!block.find()) {
      throw new IOException("there is no PEM private key in it");
    }
    String kind = block.group(1);
    if (kind.startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
      throw new IOException("the key is encrypted, and Toban has no passphrase for it");
    }
    byte[] der = decode(block.group(2));
    byte[] pkcs8 = kind.equals("PRIVATE KEY") ? der : wrapped(der, belongsTo);
    return KeyFactory.getInstance(belongsTo.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] decode(String base64) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("its key is not in base64");
    }
  }

  /** PKCS#8 (RFC 5208) round an older form; the public key's info begins with what it needs. */
  private static byte[] wrapped(byte[] key, PublicKey belongsTo) throws IOException {
    byte[] info = belongsTo.getEncoded();
    int start = contentAt(info, 0);
    int end = contentAt(info, start) + length(info, start);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(VERSION_0);
    content.write(info, start, end - start);
    content.write(element(OCTETS, key));
    return element(SEQUENCE, content.toByteArray());
  }

  private static byte[] element(int tag, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.write(content);
    return out.toByteArray();
  }

  /** Where the content of the DER element at an index begins. */
  private static int contentAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = at + 2; i < contentAt(der, at); i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return length;
  }
}
