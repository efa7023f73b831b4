package org.toban.remedy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * The keys that a host is offered.
 *
 * @param pairs read from files, those with a certificate first
 * @param chosen when not empty, the only public keys that the agent may sign with
 * @param remarks what was wrong with files, as sentences
 */
record Identities(List<KeyPair> pairs, Set<String> chosen, List<String> remarks) {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  Identities {
    pairs = List.copyOf(pairs);
    chosen = Set.copyOf(chosen);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads the files that are named, or else the usual ones that are there.
   *
   * @throws ConnectFault when a named file is missing or open to others
   */
  static Identities read(SignIn signIn) throws ConnectFault {
    List<KeyPair> pairs = new ArrayList<>();
    Set<String> chosen = new HashSet<>();
    List<String> remarks = new ArrayList<>();
    boolean named = !signIn.identities().isEmpty();
    for (Path file : named ? signIn.identities() : usual(signIn)) {
      KeyFile key = new KeyFile(file);
      List<KeyPair> read = List.of();
      if (!key.isPublic()) {
        String exposed = exposed(file);
        if (!exposed.isEmpty() && named) {
          throw new ConnectFault(Outcome.Reason.AUTHENTICATION, exposed);
        }
        if (exposed.isEmpty()) {
          read = key.pairs(signIn.passphrase(), remarks);
        } else {
          remarks.add(exposed);
        }
      }
      key.certificates(signIn.certificates(), read, remarks).forEach(pairs::addFirst);
      pairs.addAll(read);
      chosen.addAll(key.publicKeys(read));
    }
    boolean free = !named && !signIn.onlyFiles();
    return new Identities(pairs, free ? Set.of() : orNone(chosen), remarks);
  }

  private static Set<String> orNone(Set<String> chosen) {
    return chosen.isEmpty() ? Set.of("none") : chosen;
  }

  private static List<Path> usual(SignIn signIn) {
    return USUAL.stream().map(signIn.usual()::resolve).filter(Files::isRegularFile).toList();
  }

  /** Why a private key file must not be used, empty when it may. */
  private static String exposed(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      boolean others =
          permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
      return others
          ? "The private key "
              + file
              + " is open to others ("
              + PosixFilePermissions.toString(permissions)
              + "), so it is not used. Mend it: chmod 600 "
              + word(file)
          : "";
    } catch (UnsupportedOperationException _) {
      return "";
    } catch (IOException e) {
      return "The private key " + file + " cannot be read: " + e.getClass().getSimpleName() + ".";
    }
  }

  /** A path as a word for a shell, quoted only when it must be. */
  static String word(Path file) {
    String text = file.toString();
    return text.matches("[A-Za-z0-9_./@%+=:,-]+") ? text : Variables.quote(text);
  }

  /** A public key as {@code type base64}. */
  static String text(PublicKey key) {
    return PublicKeyEntry.toString(key);
  }

  /** Whether the agent may sign with a key, or with the key of a certificate that it has. */
  boolean allows(PublicKey key) {
    PublicKey plain = key instanceof OpenSshCertificate it ? it.getCertPubKey() : key;
    return chosen.isEmpty() || chosen.contains(text(plain));
  }
}
