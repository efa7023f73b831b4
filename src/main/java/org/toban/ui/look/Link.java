package org.toban.ui.look;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web address that may be handed to the browser: parsed once, http or https only, with a host and
 * without user information, written again from its parts; the host in ASCII (punycode).
 */
public record Link(URI uri) {
  /** The link of a text, or empty when it is anything else than a plain web address. */
  public static Optional<Link> parse(String text) {
    if (text.length() > 2000 || !text.equals(Plain.line(text, 2001)) || text.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(asciiHost(text));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      return Optional.of(new Link(new URI(rewritten(scheme, uri))));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Host and port, as the person is asked about them. */
  public String host() {
    return uri.getRawAuthority();
  }

  private static String rewritten(String scheme, URI uri) {
    return scheme
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + uri.toASCIIString().substring(prefixLength(uri.toASCIIString()));
  }

  private static int prefixLength(String ascii) {
    int start = ascii.indexOf("://") + 3;
    int end = start;
    while (end < ascii.length() && "/?#".indexOf(ascii.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String asciiHost(String text) {
    int start = text.indexOf("://");
    if (start < 0) {
      return text;
    }
    int end = prefixLength(text);
    String authority = text.substring(start + 3, end);
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && !authority.endsWith("]");
    String host = port ? authority.substring(0, colon) : authority;
    if (host.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
    return text.substring(0, start + 3)
        + ascii
        + (port ? authority.substring(colon) : "")
        + text.substring(end);
  }
}
