package org.toban.remedy.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the script on the host said: lines that begin with {@code toban:}, and between them what
 * other programs printed.
 */
final class Report {
  private static final String MARK = "toban:";

  private final List<String> said = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  static Report of(String output) {
    Report report = new Report();
    boolean inText = false;
    for (String line : output.split("\n", -1)) {
      if (line.startsWith(MARK)) {
        inText = line.equals(MARK + "text");
        report.said.add(line.substring(MARK.length()));
      } else if (inText) {
        report.text.append(line.strip());
      } else if (!line.isBlank()) {
        report.heard.add(line.startsWith("| ") ? line.substring(2) : line);
      }
    }
    return report;
  }

  /** The rest of the line that begins with this word; null when none does. */
  @Nullable String after(String word) {
    for (String line : said) {
      if (line.equals(word)) {
        return "";
      }
      if (line.startsWith(word + " ")) {
        return line.substring(word.length() + 1);
      }
    }
    return null;
  }

  /** What other programs printed, shortened, or nothing. */
  String heard() {
    List<String> last = heard.subList(Math.max(0, heard.size() - 12), heard.size());
    return String.join("\n", last);
  }

  /** The file as the script described it; null when it described none. */
  @Nullable Sight sight() {
    if (after(Sight.MISSING) != null) {
      return new Sight.Missing();
    }
    String found = after("found");
    String[] parts = found == null ? new String[0] : found.split(" ", -1);
    if (parts.length != 3 || after("end") == null) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.toString());
    } catch (IllegalArgumentException _) {
      return null;
    }
    return sha256(bytes).equals(parts[0])
        ? new Sight.Found(new String(bytes, StandardCharsets.UTF_8), parts[0], parts[1], parts[2])
        : new Sight.Unreadable("it changed while it was read; look again");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
