package org.toban.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;
import org.toban.drill.tools.Flags;

/** What looks at certificates and renews them. */
final class TlsPrograms {
  private final World world;
  private final Host host;

  TlsPrograms(World world, Host host) {
    this.world = world;
    this.host = host;
  }

  Map<String, Program> programs() {
    return Map.of("openssl", this::openssl, "certbot", this::certbot);
  }

  private int openssl(Invocation it) {
    Flags flags =
        Flags.parse(
            it.arguments().stream().map(a -> a.matches("-[a-z]{2,}") ? "-" + a : a).toList(),
            "in",
            "connect",
            "checkend",
            "servername");
    String verb = flags.operands().isEmpty() ? "" : flags.operands().getFirst();
    return switch (verb) {
      case "s_client" -> connect(it, flags.value("connect").orElse("localhost:443"));
      case "x509" -> examine(it, flags);
      default -> it.fail(1, "practice openssl knows x509 and s_client");
    };
  }

  private int connect(Invocation it, String address) {
    String name = address.replaceFirst(":.*", "");
    Host target = world.has(name) ? world.host(name) : host;
    if (target.listening(443) == null) {
      it.complain("connect:errno=111 (Connection refused)");
      return 1;
    }
    it.println(
        "CONNECTED(00000003)\n---\nCertificate chain (practice)\n" + world.served().pem() + "---");
    return 0;
  }

  private int examine(Invocation it, Flags flags) {
    String file = flags.value("in").orElse("-");
    String text;
    try {
      text = new String(it.content(file), StandardCharsets.UTF_8);
    } catch (FileProblem e) {
      return it.fail(1, "Can't open \"" + file + "\" for reading, " + e.getMessage());
    }
    Certificate certificate = Certificate.read(text);
    if (certificate == null) {
      return it.fail(1, "unable to load certificate");
    }
    if (flags.has("subject")) {
      it.println("subject=" + certificate.subject());
    }
    if (flags.has("enddate", "dates")) {
      it.println("notAfter=" + certificate.printedEnd());
    }
    if (flags.value("checkend").isEmpty()) {
      return 0;
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(flags.value("checkend").orElse("0")));
    boolean lasts = certificate.left(world.clock().instant()).compareTo(wanted) > 0;
    it.println(lasts ? "Certificate will not expire" : "Certificate will expire");
    return lasts ? 0 : 1;
  }

  private int certbot(Invocation it) {
    if (!it.user().equals("root")) {
      return it.fail(
          1,
          "The following error was encountered: [Errno 13] Permission denied: '/var/log/letsencrypt'");
    }
    Flags flags = Flags.parse(it.arguments(), "deploy-hook", "cert-name");
    Certificate current =
        it.files().exists(Certificate.FILE)
            ? Certificate.read(it.files().text(Certificate.FILE, "root"))
            : null;
    String verb = flags.operands().isEmpty() ? "" : flags.operands().getFirst();
    if (verb.equals("certificates")) {
      it.println(
          current == null
              ? "No certificates found."
              : "Found the following certs (practice):\n  Certificate Name: mks\n    Expiry Date: "
                  + current.printedEnd()
                  + " (VALID: "
                  + current.left(world.clock().instant()).toDays()
                  + " days)\n    Certificate Path: "
                  + Certificate.FILE);
      return 0;
    }
    if (!verb.equals("renew")) {
      return it.fail(1, "practice certbot knows renew and certificates");
    }
    return renew(it, flags, current);
  }

  private int renew(Invocation it, Flags flags, @Nullable Certificate current) {
    boolean quiet = flags.has("q", "quiet");
    boolean dry = flags.has("dry-run");
    it.machine().rest(it.process(), Duration.ofSeconds(1));
    boolean due = current != null && current.left(world.clock().instant()).toDays() < 30;
    if (!quiet) {
      it.println(
          "Processing /etc/letsencrypt/renewal/mks.conf (practice)\n"
              + (current == null
                  ? "No renewals were attempted."
                  : dry
                      ? "Congratulations, all simulated renewals succeeded: "
                          + Certificate.FILE
                          + " (success)"
                      : due
                          ? "Congratulations, all renewals succeeded: "
                              + Certificate.FILE
                              + " (success)"
                          : "The following certificates are not due for renewal yet: "
                              + Certificate.FILE));
    }
    if (current == null || dry || !(due || flags.has("force-renewal"))) {
      return 0;
    }
    Certificate renewed =
        new Certificate(current.subject(), world.clock().instant().plus(Duration.ofDays(90)));
    it.files()
        .write(Certificate.FILE, renewed.pem().getBytes(StandardCharsets.UTF_8), false, "root");
    String hook = flags.value("deploy-hook").orElse("");
    return hook.isEmpty() ? 0 : it.call(List.of("sh", "-c", hook));
  }
}
