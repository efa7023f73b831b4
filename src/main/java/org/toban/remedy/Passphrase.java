package org.toban.remedy;

import java.io.IOException;

/**
 * Where the passphrase of a private key, or a password for sudo, is read, anew each time that it is
 * needed.
 */
@FunctionalInterface
public interface Passphrase {
  /**
   * The secret; it is there soon or not at all, for nobody may be asked meanwhile.
   *
   * @throws IOException when it cannot be had; the message says why, without a secret
   */
  String read() throws IOException;
}
