package org.toban.remedy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The keys that a host is offered.
 *
 * @param pairs read from files
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
   * Reads the files of the settings, or else the usual ones that are there.
   *
   * @throws ConnectFault when a file of the settings is missing or open to others
   */
  static Identities read(SshSettings settings) throws ConnectFault {
    List<KeyPair> pairs = new ArrayList<>();
    Set<String> chosen = new HashSet<>();
    List<String> remarks = new ArrayList<>();
    for (Path file : settings.identities()) {
      String exposed = exposed(file);
      if (!exposed.isEmpty()) {
        throw new ConnectFault(Outcome.Reason.AUTHENTICATION, exposed);
      }
      pairs.addAll(pairs(file, remarks));
      chosen.addAll(publicKeys(file, pairs));
    }
    if (settings.identities().isEmpty()) {
      for (Path file : usual(settings)) {
        String exposed = exposed(file);
        if (exposed.isEmpty()) {
          pairs.addAll(pairs(file, remarks));
        } else {
          remarks.add(exposed);
        }
      }
    }
    return new Identities(pairs, chosen, remarks);
  }

  private static List<Path> usual(SshSettings settings) {
    return USUAL.stream()
        .map(settings.knownHosts()::resolveSibling)
        .filter(Files::isRegularFile)
        .toList();
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

  private static List<KeyPair> pairs(Path file, List<String> remarks) {
    List<KeyPair> pairs = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      NamedResource name = NamedResource.ofName(file.toString());
      Iterable<KeyPair> read =
          SecurityUtils.loadKeyPairIdentities(null, name, in, FilePasswordProvider.EMPTY);
      if (read != null) {
        read.forEach(pairs::add);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      remarks.add(unusable(file, e));
      return List.of();
    }
    if (pairs.isEmpty()) {
      remarks.add("The file " + file + " holds no private key.");
    }
    return pairs;
  }

  private static String unusable(Path file, Exception e) {
    return isEncrypted(file)
        ? "The private key "
            + file
            + " has a passphrase: add it to the agent, ssh-add "
            + word(file)
        : "The private key " + file + " cannot be used: " + e.getMessage() + ".";
  }

  private static boolean isEncrypted(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("ENCRYPTED") || text.contains("BEGIN OPENSSH PRIVATE KEY");
    } catch (IOException _) {
      return false;
    }
  }

  /** The public half of a file's keys, from the .pub beside it when the key has a passphrase. */
  private static List<String> publicKeys(Path file, List<KeyPair> pairs) {
    List<String> keys =
        new ArrayList<>(pairs.stream().map(pair -> text(pair.getPublic())).toList());
    Path publicFile = file.resolveSibling(file.getFileName() + ".pub");
    try (Stream<String> lines = Files.lines(publicFile)) {
      lines
          .map(line -> line.split("\\s+"))
          .filter(parts -> parts.length > 1)
          .forEach(parts -> keys.add(parts[0] + " " + parts[1]));
    } catch (IOException | java.io.UncheckedIOException _) {
      // There need not be one; then the agent is not asked for this key.
    }
    return keys.isEmpty() ? List.of("none") : keys;
  }

  /** A public key as {@code type base64}. */
  static String text(PublicKey key) {
    return PublicKeyEntry.toString(key);
  }

  /** Whether the agent may sign with a key. */
  boolean allows(PublicKey key) {
    return chosen.isEmpty() || chosen.contains(text(key));
  }
}
