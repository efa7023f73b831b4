package org.toban.remedy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** One identity file: a private key, or the public half of one that the agent has. */
final class KeyFile {
  private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";

  private final Path file;
  private final String text;

  KeyFile(Path file) {
    this.file = file;
    this.text = text(file);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return ""; // which is no key, and is said so when it is used
    }
  }

  /** Whether it holds no secret. */
  boolean isPublic() {
    return !lines(text).isEmpty() && !text.contains("-----BEGIN");
  }

  /** The private keys in it; none, with a remark, when it cannot be used. */
  List<KeyPair> pairs(@Nullable Passphrase passphrase, List<String> remarks) {
    boolean locked = isLocked();
    String word = "";
    if (locked) {
      if (passphrase == null) {
        remarks.add(
            "The private key "
                + file
                + " has a passphrase: add it to the agent, ssh-add "
                + Identities.word(file)
                + ", or say where the passphrase is (passphrase_keyring in toban.yml).");
        return List.of();
      }
      try {
        word = passphrase.read();
      } catch (IOException e) {
        remarks.add("The passphrase of " + file + " cannot be had: " + e.getMessage() + ".");
        return List.of();
      }
    }
    return pairs(locked, word, remarks);
  }

  private List<KeyPair> pairs(boolean locked, String word, List<String> remarks) {
    List<KeyPair> pairs = new ArrayList<>();
    try {
      NamedResource name = NamedResource.ofName(file.toString());
      FilePasswordProvider password =
          locked ? FilePasswordProvider.of(word) : FilePasswordProvider.EMPTY;
      Iterable<KeyPair> read =
          SecurityUtils.loadKeyPairIdentities(
              null,
              name,
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              password);
      if (read != null) {
        read.forEach(pairs::add);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      remarks.add(
          locked
              ? "The passphrase that is given for " + file + " is not the one of this key."
              : "The private key " + file + " cannot be used: " + e.getMessage() + ".");
      return List.of();
    }
    if (pairs.isEmpty()) {
      remarks.add("The file " + file + " holds no private key.");
    }
    return pairs;
  }

  /** Whether it needs a passphrase: by its header, in either format (PROTOCOL.key of OpenSSH). */
  private boolean isLocked() {
    if (!text.contains(OPENSSH)) {
      return text.contains("ENCRYPTED");
    }
    String body = text.substring(text.indexOf(OPENSSH) + OPENSSH.length()).strip();
    try {
      byte[] start = Base64.getMimeDecoder().decode(body.substring(0, Math.min(60, body.length())));
      return !new String(start, StandardCharsets.ISO_8859_1)
          .startsWith("openssh-key-v1\0\0\0\0\4none");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The file's keys with each certificate that is of one of them. */
  List<KeyPair> certificates(List<Path> files, List<KeyPair> pairs, List<String> remarks) {
    List<Path> all = new ArrayList<>(files);
    Path beside = file.resolveSibling(file.getFileName() + "-cert.pub");
    if (Files.isRegularFile(beside) && !all.contains(beside)) {
      all.add(beside);
    }
    List<KeyPair> signed = new ArrayList<>();
    for (Path path : all) {
      OpenSshCertificate certificate = certificate(path, remarks);
      for (KeyPair pair : pairs) {
        if (certificate != null
            && Identities.text(certificate.getCertPubKey())
                .equals(Identities.text(pair.getPublic()))) {
          signed.add(new KeyPair(certificate, pair.getPrivate()));
        }
      }
    }
    return signed;
  }

  private static @Nullable OpenSshCertificate certificate(Path path, List<String> remarks) {
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(String.join(" ", lines(text(path)).getFirst()))
              .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
      if (key instanceof OpenSshCertificate certificate) {
        if (!OpenSshCertificate.isValidNow(certificate)) {
          remarks.add("The certificate " + path + " is not valid now: have it renewed.");
        }
        return certificate;
      }
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      // said below
    }
    remarks.add("The file " + path + " holds no certificate.");
    return null;
  }

  /** The public half of the file's keys, from the .pub beside it when the key has a passphrase. */
  List<String> publicKeys(List<KeyPair> pairs) {
    List<String> keys = new ArrayList<>();
    pairs.forEach(pair -> keys.add(Identities.text(pair.getPublic())));
    if (isPublic()) {
      lines(text).forEach(parts -> keys.add(parts.get(0) + " " + parts.get(1)));
    }
    // There need not be one; then the agent is not asked for this key.
    lines(text(file.resolveSibling(file.getFileName() + ".pub")))
        .forEach(parts -> keys.add(parts.get(0) + " " + parts.get(1)));
    return keys;
  }

  /** Lines of the form of public keys, in words: type, key and comment. */
  private static List<List<String>> lines(String text) {
    return text.lines()
        .map(line -> List.of(line.strip().split("\\s+")))
        .filter(parts -> parts.size() > 1 && parts.get(1).startsWith("AAAA"))
        .toList();
  }
}
