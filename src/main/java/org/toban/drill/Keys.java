package org.toban.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The keys of one practice, in a folder of their own that goes when it ends. */
final class Keys implements AutoCloseable {
  private final Path folder;
  private final KeyPair user;

  Keys() throws IOException {
    folder = Files.createTempDirectory("toban-drill-");
    user = generate();
    Path file = identity();
    create(file);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(user, "toban practice", null, out);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the practice key", e);
    }
  }

  /** An empty file that only its owner may read, from the start. */
  private static void create(Path file) throws IOException {
    if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
      FileAttribute<Set<PosixFilePermission>> mode =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(file, mode);
    } else {
      Files.createFile(file);
    }
  }

  static KeyPair generate() {
    try {
      return SecurityUtils.getKeyPairGenerator(SecurityUtils.EDDSA).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no Ed25519 keys: is the eddsa library there?", e);
    }
  }

  /** The private key of the one user that may sign in, in OpenSSH's format. */
  Path identity() {
    return folder.resolve("id_ed25519");
  }

  Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  void writeKnownHosts(List<String> lines) throws IOException {
    Files.write(knownHosts(), lines);
  }

  boolean isUser(java.security.PublicKey key) {
    return KeyUtils.compareKeys(key, user.getPublic());
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
