package org.toban.source.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The field names of one kind of object in the order in which the last one had them: the next one
 * most probably has the same, and a right guess is cheaper than reading a name.
 */
public final class Names {
  private static final int LONGEST = 32;
  private static final int CACHED = 256;
  private static final SerializableString NONE = new SerializedString("");

  private final SerializableString[] guesses = new SerializableString[LONGEST];

  /** Guesses made before; a new one takes the place of an old one. */
  private final SerializableString[] cache = new SerializableString[CACHED];

  private int at;

  public Names(String... expected) {
    Arrays.fill(guesses, NONE);
    Arrays.fill(cache, NONE);
    for (int i = 0; i < expected.length; i++) {
      guesses[i] = new SerializedString(expected[i]);
    }
  }

  /** A new object begins. */
  public void begin() {
    at = 0;
  }

  /** The next name of the object, or null at its end. */
  public @Nullable String next(Tokens tokens) throws IOException {
    if (at == LONGEST) {
      return tokens.nextField(NONE);
    }
    SerializableString guess = guesses[at];
    String name = tokens.nextField(guess);
    if (name != null) {
      if (!name.equals(guess.getValue())) {
        guesses[at] = serializable(name);
      }
      at++;
    }
    return name;
  }

  private SerializableString serializable(String name) {
    int place = name.hashCode() & (CACHED - 1);
    if (!cache[place].getValue().equals(name)) {
      cache[place] = new SerializedString(name);
    }
    return cache[place];
  }
}
