package org.toban.remedy;

import java.util.regex.Pattern;

/**
 * Where hosts keep what consoles claim there.
 *
 * @param kept false only where no other console can ever reach the hosts, as in the drill
 * @param folder absolute, there already, and shared by all who sign in; empty: each signing-in user
 *     has its own
 */
public record Leases(boolean kept, String folder) {
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._][A-Za-z0-9._-]*)*");

  public Leases {
    if (!PLAIN.matcher(folder).matches()) {
      throw new IllegalArgumentException("not an absolute path of plain characters: " + folder);
    }
  }

  public static Leases standard() {
    return new Leases(true, "");
  }

  public static Leases none() {
    return new Leases(false, "");
  }

  public static Leases in(String folder) {
    return new Leases(true, folder);
  }
}
