package org.toban.app.kept;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.toban.incident.Evidence;

/**
 * A file that a person adds to an incident. A text (UTF-8) is kept; of anything else its size and
 * SHA-256, so that the file which lies elsewhere can be told to be the same.
 */
public final class EvidenceFile {
  /** The most that is read; a larger file belongs elsewhere. */
  private static final int MOST = 8 << 20;

  private EvidenceFile() {}

  /**
   * Reads one.
   *
   * @throws IOException with a message for a person when it cannot be read, or is too large
   */
  public static Evidence read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("there is no such file, or it may not be read");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST + 1);
    }
    if (bytes.length > MOST) {
      throw new IOException("it is larger than " + (MOST >> 20) + " MB");
    }
    return new Evidence(Evidence.Kind.FILE, String.valueOf(file.getFileName()), text(bytes));
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // not a text
    }
    return bytes.length + " bytes, SHA-256 " + sha256(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
