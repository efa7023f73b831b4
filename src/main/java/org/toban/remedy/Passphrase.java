package org.toban.remedy;

import java.io.IOException;

/** Where the passphrase of a private key is read, anew each time that the key is needed. */
@FunctionalInterface
public interface Passphrase {
  /**
   * The passphrase; it is there soon or not at all, for nobody may be asked meanwhile.
   *
   * @throws IOException when it cannot be had; the message says why, without a secret
   */
  String read() throws IOException;
}
