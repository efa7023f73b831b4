package org.toban.ui;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes pictures of windows small enough for a repository: without the filters that are made for
 * photographs, and with the rare in-between colours of the edges of letters rounded to what no eye
 * tells apart.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  /** A colour of fewer pixels is one of an edge. */
  private static final int RARE = 1500;

  private static final int STEP = 8;

  private PngFile() {}

  static void write(BufferedImage image, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    chunk(out, "IHDR", header(image));
    chunk(out, "IDAT", pixels(image));
    chunk(out, "IEND", new byte[0]);
    Files.write(file, bytes.toByteArray());
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }

  /** Eight bits a channel, red, green and blue, not interlaced. */
  private static byte[] header(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(image.getWidth());
    out.writeInt(image.getHeight());
    out.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] pixels(BufferedImage image) throws IOException {
    int width = image.getWidth();
    int[] all = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int colour : all) {
      counts.merge(colour, 1, Integer::sum);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      for (int i = 0; i < all.length; i++) {
        if (i % width == 0) {
          out.write(0);
        }
        boolean rare = counts.get(all[i]) < RARE;
        for (int shift = 16; shift >= 0; shift -= 8) {
          int channel = all[i] >> shift & 0xff;
          out.write(rare ? Math.min(0xff, (channel + STEP / 2) / STEP * STEP) : channel);
        }
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
