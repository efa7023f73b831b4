package org.toban.runbook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Link targets, taken apart as text: nothing is opened or fetched. */
public final class Links {
  private Links() {}

  /** Whether a target leads out of the files, by a scheme or a host. */
  public static boolean isRemote(String target) {
    return target.startsWith("//") || hasScheme(target);
  }

  private static boolean hasScheme(String target) {
    int colon = target.indexOf(':');
    int slash = target.indexOf('/');
    return colon > 0 && (slash < 0 || colon < slash);
  }

  /** A target without its query and its fragment. */
  public static String beforeFragment(String url) {
    int hash = url.indexOf('#');
    String path = hash < 0 ? url : url.substring(0, hash);
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** What follows the {@code #}; empty when there is none. */
  public static String fragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? "" : decoded(url.substring(hash + 1));
  }

  /** The anchor that a fragment names, past what sites put before it. */
  static String anchor(String url) {
    String fragment = fragment(url);
    while (fragment.endsWith("/")) {
      fragment = fragment.substring(0, fragment.length() - 1);
    }
    String last = fragment.substring(fragment.lastIndexOf('/') + 1);
    return last.startsWith("user-content-") ? last.substring("user-content-".length()) : last;
  }

  /** The last part of a URL's path, without an extension; the part before it for an index. */
  static String lastSegment(String url) {
    String path = decoded(beforeFragment(url.strip()));
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String name = path.toLowerCase(Locale.ROOT);
    for (String extension : new String[] {".md", ".markdown", ".html", ".htm"}) {
      if (name.endsWith(extension)) {
        path = path.substring(0, path.length() - extension.length());
      }
    }
    return new MarkdownFile(path + ".md", "").slug();
  }

  /** Percent signs followed by two hexadecimal digits are decoded as UTF-8; others are kept. */
  public static String decoded(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int escaped = in[i] == '%' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
      out[length++] = escaped < 0 ? in[i] : (byte) escaped;
      i += escaped < 0 ? 0 : 2;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte first, byte second) {
    int high = Character.digit(first, 16);
    int low = Character.digit(second, 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
