package org.toban.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.toban.source.fault.Fault;

/**
 * Takes the secrets of an exchange out of what others say, for a server or a proxy may repeat them.
 * The search is literal: a pattern made of a secret would read its signs as its own.
 */
final class Mask {
  private static final String SHOWN = "***";

  /** So many signs of the beginning of a longer secret are taken for a part of it. */
  private static final int TELLING = 12;

  /** The longest first, for one form may be a part of another. */
  private final Set<String> forms =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(form -> form));

  /** Hides a secret as it is and as it stands in base64, a URL, JSON and HTML. */
  void hide(String secret) {
    if (secret.isEmpty()) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    forms.add(secret);
    forms.add(base64);
    forms.add(base64.replace("=", ""));
    forms.add(base64.replace('+', '-').replace('/', '_').replace("=", ""));
    forms.add(form);
    forms.add(form.replace("+", "%20"));
    forms.add(json);
    forms.add(json.replace("/", "\\/"));
    forms.add(html);
    forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
    forms.add(html.replace("\"", "&#34;").replace("'", "&#x27;"));
  }

  String masked(String text) {
    String masked = text;
    for (String form : forms) {
      masked = masked.replace(form, SHOWN);
    }
    for (String form : forms) {
      if (form.length() > TELLING) {
        masked = withoutBeginnings(masked, form);
      }
    }
    return masked;
  }

  /** Without what a text that was cut still has of a long secret, and be it in its middle. */
  private static String withoutBeginnings(String text, String form) {
    String beginning = form.substring(0, TELLING);
    StringBuilder masked = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
      int length = TELLING;
      while (at + length < text.length()
          && length < form.length()
          && text.charAt(at + length) == form.charAt(length)) {
        length++;
      }
      masked.append(text, from, at).append(SHOWN);
      from = at + length;
    }
    return masked.append(text, from, text.length()).toString();
  }

  /** Also without the first signs of a secret at the end of a text that was cut there. */
  String maskedBeginning(String text) {
    String masked = masked(text);
    for (String form : forms) {
      for (int length = Math.min(form.length() - 1, masked.length()); length > 2; length--) {
        if (masked.endsWith(form.substring(0, length))) {
          masked = masked.substring(0, masked.length() - length) + SHOWN;
          break;
        }
      }
    }
    return masked;
  }

  Fault masked(Fault fault) {
    return switch (fault) {
      case Fault.Unreachable it -> new Fault.Unreachable(masked(it.detail()));
      case Fault.Refused it -> new Fault.Refused(it.status(), masked(it.body()));
      case Fault.Unreadable it -> new Fault.Unreadable(masked(it.where()), masked(it.detail()));
      case Fault.Untrusted it -> new Fault.Untrusted(masked(it.detail()), it.certificate());
      case Fault.SignInFailed it -> new Fault.SignInFailed(masked(it.detail()));
      case Fault.ProxyRefused it -> new Fault.ProxyRefused(it.proxy(), masked(it.detail()));
      case Fault.Partial it -> new Fault.Partial(masked(it.detail()));
      case Fault.Misconfigured it -> new Fault.Misconfigured(masked(it.detail()));
      case Fault.TimedOut it -> it;
      case Fault.OverLimit it -> it;
    };
  }
}
