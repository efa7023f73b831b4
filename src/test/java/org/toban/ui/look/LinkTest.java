package org.toban.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which link targets may reach a browser (T10): web addresses alone, written anew. */
class LinkTest {
  private static final List<String> ELSEWHERE =
      List.of(
          "file:///etc/passwd",
          "file://host/share",
          "javascript:alert(1)",
          "javascript://example.com/%0aalert(1)",
          "data:text/html,<script>alert(1)</script>",
          "data:text/html;base64,PHNjcmlwdD4=",
          "smb://host/share/run.exe",
          "\\\\host\\share",
          "//host/share",
          "vscode://file/etc/passwd",
          "feed:javascript:alert(1)",
          "view-source:http://a.example",
          "jar:http://a.example!/b",
          "ssh://-oProxyCommand=x/a",
          "mailto:a@b.example?attach=/etc/passwd",
          "ms-word:ofe|u|http://a.example/a.docx",
          "search-ms:query=a",
          "ftp://a.example/a",
          "about:blank",
          "chrome://settings");

  private static final List<UnaryOperator<String>> DISGUISES =
      List.of(
          it -> it,
          it -> it.toUpperCase(Locale.ROOT),
          it -> " " + it,
          it -> "\t" + it,
          it -> it.replaceFirst(":", "\t:"),
          it -> it.replaceFirst(":", "&colon;"),
          it -> it.replaceFirst(":", "%3A"),
          it -> "\u0001" + it,
          it -> "\u200b" + it,
          it -> it.replaceFirst(":", "\n:"),
          it -> "http\u0000" + it);

  private static Set<String> corpus() {
    Set<String> all = new LinkedHashSet<>();
    for (String target : ELSEWHERE) {
      DISGUISES.forEach(disguise -> all.add(disguise.apply(target)));
    }
    return all;
  }

  @Test
  void nothingElseThanAWebAddressIsALink() {
    Set<String> corpus = corpus();
    assertThat(corpus).hasSizeGreaterThan(200);
    List<String> opened = new ArrayList<>();
    corpus.forEach(
        target -> Link.parse(target).ifPresent(it -> opened.add(target + " as " + it.uri())));
    assertThat(opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:///a",
        "http:a.example",
        "https://user@evil.example/",
        "https://a.example@evil.example/",
        "https://a.example\\@evil.example/",
        "https://a.example\u202e/",
        "https://a.example/ b",
        "https://[::1/",
        "https://аррӏе.example/",
        "https://",
        "",
      })
  void anAddressThatHidesSomethingIsNone(String target) {
    assertThat(Link.parse(target)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Grafana.Example:3000/d/1?a=b#c, https://grafana.example:3000/d/1?a=b#c, grafana.example:3000",
    "http://a.example, http://a.example, a.example",
    "https://пример.example/x, https://xn--e1afmkfd.example/x, xn--e1afmkfd.example",
    "https://例え.jp/監視, https://xn--r8jz45g.jp/%E7%9B%A3%E8%A6%96, xn--r8jz45g.jp",
  })
  void aWebAddressIsWrittenAnewWithItsHostInAscii(String target, String written, String host) {
    Link link = Link.parse(target).orElseThrow();
    assertThat(link.uri()).hasToString(written);
    assertThat(link.host()).isEqualTo(host);
  }

  @Test
  void anEndlessAddressIsNone() {
    assertThat(Link.parse("https://a.example/" + "a".repeat(2000))).isEmpty();
  }
}
