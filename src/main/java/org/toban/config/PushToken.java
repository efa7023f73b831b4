package org.toban.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret part of the address at which notifications ring: made once, kept for the owner. */
public final class PushToken {
  private static final int BYTES = 16;

  private final Path file;

  public PushToken(Path file) {
    this.file = file;
  }

  /**
   * The token; made now when there is none yet.
   *
   * @throws IOException when it cannot be kept, or others may read it
   */
  public String read() throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      PrivateFile.save(file, HexFormat.of().formatHex(random) + "\n");
    }
    if (PrivateFile.othersMayRead(file)) {
      throw new IOException("others may read " + file + "; delete it, and a new one is made");
    }
    String token = Files.readString(file).strip();
    if (!token.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
      throw new IOException(file + " holds no token; delete it, and a new one is made");
    }
    return token;
  }
}
