package org.toban.source.keyring;

import java.time.Duration;
import java.util.Locale;

/** Where an operating system keeps secrets under a service's and an account's name. */
public interface Keyring {
  /** Looks a secret up and answers within the limit, whatever the keyring does. */
  Answer find(String service, String account, Duration limit);

  /** What a look-up gave. */
  sealed interface Answer {
    /** The secret, which no text of this value shows. */
    record Found(String secret) implements Answer {
      @Override
      public String toString() {
        return "Found";
      }
    }

    record Absent() implements Answer {}

    /** It is there, but only after a person has unlocked the keyring. */
    record Locked() implements Answer {}

    /** There is no keyring, or it did not answer. */
    record Unavailable(String why) implements Answer {}
  }

  /**
   * That of this machine, which is left alone for a minute after it was locked or did not answer.
   */
  static Keyring ofSystem() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Keyring keyring =
        system.startsWith("mac")
            ? new MacKeychain()
            : system.startsWith("windows") ? new WindowsVault() : new SecretServiceBus(null);
    return new RestingKeyring(keyring, System::nanoTime);
  }
}
