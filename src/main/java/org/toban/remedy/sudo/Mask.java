package org.toban.remedy.sudo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a secret out of a stream of bytes, however the stream is cut: what could be its beginning
 * is held back until more is known. Looks for it letter by letter; a form of it (Base64, or with
 * escapes) is not found. Not safe for several threads.
 */
public final class Mask {
  /** A shorter one stands in too much text by chance, and its gaps would tell it. */
  static final int SHORTEST = 4;

  private static final byte[] SIGN = "[secret]".getBytes(StandardCharsets.US_ASCII);

  private final byte[] secret;
  private byte[] held = new byte[0];

  public Mask(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    this.secret = bytes.length < SHORTEST ? new byte[0] : bytes;
  }

  /** What may be shown now. */
  public byte[] of(byte[] bytes, int offset, int length) {
    if (secret.length == 0) {
      return Arrays.copyOfRange(bytes, offset, offset + length);
    }
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, offset, all, held.length, length);
    java.io.ByteArrayOutputStream shown = new java.io.ByteArrayOutputStream(all.length);
    int at = 0;
    while (at < all.length) {
      int same = common(all, at);
      if (same == secret.length) {
        shown.write(SIGN, 0, SIGN.length);
        at += same;
      } else if (at + same == all.length) {
        break;
      } else {
        shown.write(all[at++]);
      }
    }
    held = Arrays.copyOfRange(all, at, all.length);
    return shown.toByteArray();
  }

  /** What was held back, when nothing more comes. */
  public byte[] rest() {
    byte[] rest = held;
    held = new byte[0];
    return rest;
  }

  /** How many bytes from here on are those of the secret. */
  private int common(byte[] bytes, int from) {
    int same = 0;
    while (same < secret.length
        && from + same < bytes.length
        && bytes[from + same] == secret[same]) {
      same++;
    }
    return same;
  }
}
