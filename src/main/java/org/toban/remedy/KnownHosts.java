package org.toban.remedy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenSSH known_hosts file says of one host (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"):
 * patterns, hashed names, {@code [host]:port}, {@code @cert-authority} and {@code @revoked}. A host
 * on another port than 22 is only known by its {@code [host]:port}.
 *
 * @param files where it was read, never none
 * @param host as the files name it: {@code host}, {@code [host]:port}, or its HostKeyAlias
 * @param plainName the same without a port, as certificates have it
 * @param keys the lines that are about the host
 */
record KnownHosts(List<Path> files, String host, String plainName, List<Line> keys) {
  /** What stands before a line. */
  enum Mark {
    NONE,
    AUTHORITY,
    REVOKED
  }

  /**
   * A line that is about the host.
   *
   * @param type such as {@code ssh-ed25519}
   */
  record Line(Path file, int number, Mark mark, String type, String key) {
    /** Where it stands, as {@code file:number}. */
    String place() {
      return file + ":" + number;
    }

    boolean is(HostKey other) {
      return key.equals(other.base64());
    }
  }

  /** A public key as the protocol writes it. */
  record HostKey(String type, String base64) {
    /** In the form that ssh-keygen -l prints: {@code SHA256:...}. */
    String fingerprint() {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a Java without SHA-256", e);
      }
    }
  }

  /** A host's line, of the marks of the file. */
  private static final Pattern SPACE = Pattern.compile("[ \t]+");

  KnownHosts {
    files = List.copyOf(files);
    keys = List.copyOf(keys);
  }

  /** The file that a new key is added to. */
  Path file() {
    return files.getFirst();
  }

  /**
   * Reads the lines about a host; a file that is not there knows nobody.
   *
   * @param keyName its name in the files when that is not its address; else empty
   * @throws IOException when a file cannot be read
   */
  static KnownHosts read(List<Path> files, Target target, String keyName) throws IOException {
    String plain = (keyName.isEmpty() ? target.host() : keyName).toLowerCase(Locale.ROOT);
    boolean bare = target.port() == 22 || !keyName.isEmpty();
    String host = bare ? plain : "[" + plain + "]:" + target.port();
    List<Line> keys = new ArrayList<>();
    for (Path file : files) {
      int number = 0;
      for (String text : lines(file)) {
        number++;
        Line line = line(file, number, text.strip(), host);
        if (line != null) {
          keys.add(line);
        }
      }
    }
    return new KnownHosts(files, host, plain, keys);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static @Nullable Line line(Path file, int number, String text, String host) {
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    List<String> fields = List.of(SPACE.split(text));
    Mark mark =
        switch (fields.getFirst()) {
          case "@cert-authority" -> Mark.AUTHORITY;
          case "@revoked" -> Mark.REVOKED;
          default -> Mark.NONE;
        };
    int at = mark == Mark.NONE ? 0 : 1;
    if (fields.size() < at + 3 || !names(fields.get(at), host)) {
      return null;
    }
    return new Line(file, number, mark, fields.get(at + 1), fields.get(at + 2));
  }

  private static boolean names(String field, String host) {
    if (field.startsWith("|1|")) {
      return hashes(field, host);
    }
    boolean named = false;
    for (String pattern : field.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (pattern.startsWith("!")) {
        if (glob(pattern.substring(1), host)) {
          return false;
        }
      } else {
        named |= glob(pattern, host);
      }
    }
    return named;
  }

  /** A name hashed by ssh-keygen -H: HMAC-SHA1 of the name, keyed by the salt. */
  private static boolean hashes(String field, String host) {
    String[] parts = field.substring(3).split("\\|", -1);
    if (parts.length != 2) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
      byte[] hash = mac.doFinal(host.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false; // not a hashed name, so not this host's
    }
  }

  /** Whether a pattern with {@code *} and {@code ?} is the whole text; linear in practice. */
  private static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starText = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starText = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  List<Line> marked(Mark mark) {
    return keys.stream().filter(line -> line.mark() == mark).toList();
  }

  /**
   * Judges the key that a host shows.
   *
   * @param authority who signed it when it is a certificate whose signature, dates and names are in
   *     order; else null
   */
  Verdict judge(HostKey shown, @Nullable HostKey authority) {
    for (Line line : marked(Mark.REVOKED)) {
      if (line.is(shown) || (authority != null && line.is(authority))) {
        return new Verdict.Revoked(shown, line);
      }
    }
    if (authority != null && marked(Mark.AUTHORITY).stream().anyMatch(line -> line.is(authority))) {
      return new Verdict.Known();
    }
    List<Line> plain = marked(Mark.NONE);
    if (plain.stream().anyMatch(line -> line.is(shown))) {
      return new Verdict.Known();
    }
    return plain.isEmpty() ? new Verdict.Unknown(shown) : new Verdict.Changed(shown, plain);
  }

  /** What a host's key is worth. */
  sealed interface Verdict {
    record Known() implements Verdict {}

    record Unknown(HostKey shown) implements Verdict {}

    /** The file has other keys for the host. */
    record Changed(HostKey shown, List<Line> known) implements Verdict {}

    record Revoked(HostKey shown, Line by) implements Verdict {}
  }
}
