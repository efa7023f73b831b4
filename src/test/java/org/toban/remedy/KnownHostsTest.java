package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.remedy.KnownHosts.HostKey;
import org.toban.remedy.KnownHosts.Verdict;

class KnownHostsTest {
  private static final HostKey KEY = key("key");
  private static final HostKey OTHER = key("other");

  @TempDir Path folder;

  private static HostKey key(String text) {
    return new HostKey(
        "ssh-ed25519", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(HostKey key) {
    return key.type() + " " + key.base64();
  }

  private KnownHosts known(String host, int port, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("known_hosts"), List.of(lines));
    return KnownHosts.read(List.of(file), new Target("t", "u", host, port), "");
  }

  @ParameterizedTest
  @CsvSource({
    "web-1, 22, web-1, true",
    "Web-1, 22, wEb-1, true",
    "web-1, 22, 'web-2,web-1', true",
    "web-1, 22, web-?, true",
    "web-10, 22, web-?, false",
    "web-1, 22, *, true",
    "a.example.com, 22, *.example.com, true",
    "example.com, 22, *.example.com, false",
    "bad.example.com, 22, '*.example.com,!bad.example.com', false",
    "web-1, 22, '!web-1', false",
    "web-1, 2222, web-1, false",
    "web-1, 2222, [web-1]:2222, true",
    "web-1, 2222, [*]:2222, true",
    "web-1, 22, [web-1]:2222, false",
    "web-1, 22, [web-1]:22, false",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, 22, *a*a*a*a*a*a*a*a*a*c, false",
  })
  void patternsNameHosts(String host, int port, String pattern, boolean named) throws IOException {
    assertThat(!known(host, port, pattern + " " + text(KEY)).keys().isEmpty()).isEqualTo(named);
  }

  @Test
  void aHashedNameIsRead() throws IOException {
    // ssh-keygen -H of: web-1 ssh-ed25519 ...
    String field = "|1|AAECAwQFBgcICQoLDA0ODxAREhM=|" + hmac("web-1");
    assertThat(known("web-1", 22, field + " " + text(KEY)).keys()).hasSize(1);
    assertThat(known("web-2", 22, field + " " + text(KEY)).keys()).isEmpty();
    for (String broken : List.of("|1|", "|1|a|b", "|1|!!|??", "|2|x|y", "|1||")) {
      assertThat(known("web-1", 22, broken + " " + text(KEY)).keys()).isEmpty();
    }
  }

  private static String hmac(String name) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA1");
      byte[] salt = Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhM=");
      mac.init(new javax.crypto.spec.SecretKeySpec(salt, "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsNoEntryIsPassedOver() throws IOException {
    KnownHosts known =
        known(
            "web-1",
            22,
            "",
            "  ",
            "# web-1 " + text(KEY),
            "web-1",
            "web-1 ssh-ed25519",
            "@unknown-mark web-1 " + text(KEY),
            "\tweb-1 \t " + text(KEY) + " a comment");
    assertThat(known.keys())
        .containsExactly(
            new KnownHosts.Line(
                folder.resolve("known_hosts"),
                7,
                KnownHosts.Mark.NONE,
                "ssh-ed25519",
                KEY.base64()));
  }

  @Test
  void onlyTheKnownKeyIsKnown() throws IOException {
    assertThat(known("h", 22).judge(KEY, null)).isEqualTo(new Verdict.Unknown(KEY));
    assertThat(known("h", 22, "h " + text(KEY)).judge(KEY, null)).isEqualTo(new Verdict.Known());
    assertThat(known("h", 22, "h " + text(OTHER)).judge(KEY, null))
        .isInstanceOf(Verdict.Changed.class);
    assertThat(known("h", 22, "h " + text(OTHER), "h " + text(KEY)).judge(KEY, null))
        .isEqualTo(new Verdict.Known());
  }

  @Test
  void revokedComesFirst() throws IOException {
    KnownHosts known = known("h", 22, "h " + text(KEY), "@revoked * " + text(KEY));
    assertThat(known.judge(KEY, null)).isInstanceOf(Verdict.Revoked.class);
    KnownHosts authority =
        known("h", 22, "@cert-authority * " + text(OTHER), "@revoked h " + text(OTHER));
    assertThat(authority.judge(KEY, OTHER)).isInstanceOf(Verdict.Revoked.class);
  }

  @Test
  void anAuthorityIsNoHostKey() throws IOException {
    KnownHosts known = known("h", 22, "@cert-authority * " + text(OTHER));
    assertThat(known.judge(KEY, OTHER)).isEqualTo(new Verdict.Known());
    assertThat(known.judge(OTHER, null)).isEqualTo(new Verdict.Unknown(OTHER));
    assertThat(known.judge(KEY, KEY)).isEqualTo(new Verdict.Unknown(KEY));
    assertThat(known("h", 22, "h " + text(OTHER)).judge(KEY, OTHER))
        .isInstanceOf(Verdict.Changed.class);
  }
}
