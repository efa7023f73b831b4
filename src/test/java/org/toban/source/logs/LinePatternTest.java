package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as similar, on lines as services write them. */
class LinePatternTest {
  private static final String SIGNS = "0123456789abcdef.:/-\"'[]{} ,=@T\u001b「」";

  private static String pattern(String line) {
    return LinePattern.of(line).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // times
        "2026-11-25T13:06:45.123+09:00 ERROR [main] c.e.Shop - failed | <time> ERROR [main] c.e.Shop - failed",
        "2026-11-25 13:06:45,123 ERROR failed | <time> ERROR failed",
        "2026/11/25 13:06:45 [error] 1234#0: *5 connect() failed (111: Connection refused) | <time> [error] <n>#<n>: *<n> connect() failed (<n>: Connection refused)",
        "Nov 25 13:06:45 web1 sshd[311]: Failed password | <time> web<n> sshd[<n>]: Failed password",
        "2026年11月25日 13時06分45秒 注文の処理に失敗 | <time> 注文の処理に失敗",
        // addresses, ids
        "connect to 10.0.3.7:5432 failed | connect to <ip> failed",
        "dial tcp [fe80::1ff:fe23:4567:890a]:443: refused | dial tcp [<ip>]:<n>: refused",
        "request 550e8400-e29b-41d4-a716-446655440000 failed | request <uuid> failed",
        "trace=4bf92f3577b34da6a3ce929d0e0e4736 span=00f067aa0ba902b7 | trace=<hex> span=<hex>",
        "at 0x7ffd1a2b SIGSEGV | at <hex> SIGSEGV",
        "pod mks-backend-7d9f8b6c5-x2x4z restarted | pod mks-backend-<hex>-<id> restarted",
        "mail to taro.yamada@example.co.jp bounced | mail to <email> bounced",
        // numbers
        "took 1004ms of 1m30s | took <span> of <span>",
        "disk 93.5% full, 12,345 files left | disk <n>% full, <n> files left",
        "ディスク使用率が ９３％ です | ディスク使用率が <n>％ です",
        "注文1234の在庫が足りません (残り3個) | 注文<n>の在庫が足りません (残り<n>個)",
        "utf8 and sha256 and x86_64 | utf<n> and sha<n> and x<n>_<n>",
        // paths, links
        "cannot open /var/lib/app/data-1.db: no space | cannot open <path>: no space",
        "C:\\Users\\taro\\app.log is locked | <path> is locked",
        "GET https://api.example/v1/items/5?x=1 gave 502 | GET <url> gave <n>",
        "read and/or write failed | read and/or write failed",
        // quotes
        "user \"alice\" not found | user \"<text>\" not found",
        "ユーザー「田中 太郎」が見つかりません | ユーザー「<text>」が見つかりません",
        "can't open 'a.txt' | can't open '<text>'",
        "level=error msg=\"Connection refused\" target=db1:5432 | level=error msg=\"Connection refused\" target=db<n>:<n>",
        "{\"level\":\"error\",\"msg\":\"timeout after 30s\",\"id\":7} | {\"level\":\"error\",\"msg\":\"timeout after <span>\",\"id\":<n>}",
        "an unclosed \"quote of 5 | an unclosed \"quote of <n>"
      })
  void whatDiffersIsMasked(String line, String expected) {
    assertThat(pattern(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Connection refused: db1:5432 | Connection reset: db1:5432",
        "level=error msg=\"Connection refused\" | level=error msg=\"slow query\"",
        "在庫の同期に失敗しました | 決済の同期に失敗しました",
        "OutOfMemoryError: Java heap space | OutOfMemoryError: Metaspace"
      })
  void differentTroubleIsNotSimilar(String one, String other) {
    assertThat(pattern(one)).isNotEqualTo(pattern(other));
    assertThat(LinePattern.of(one).id()).isNotEqualTo(LinePattern.of(other).id());
  }

  @Test
  void aStackTraceIsItsException() {
    assertThat(
            pattern(
                "java.lang.IllegalStateException: order 17\n\tat a.B.c(B.java:3)\n\tat d.E.f(E.java:9)"))
        .isEqualTo("java.lang.IllegalStateException: order <n>");
    assertThat(
            pattern(
                "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nValueError: bad 7"))
        .isEqualTo("ValueError: bad <n>");
  }

  @Test
  void coloursAndControlCharactersAreNoPartOfIt() {
    assertThat(pattern("\u001b[31mERROR\u001b[0m\tdisk\u0000full\r")).isEqualTo("ERROR disk full");
    assertThat(pattern("\u001b")).isEmpty();
  }

  @Test
  void theSameLineHasTheSameIdEverywhere() {
    assertThat(LinePattern.of("Connection refused: db1:5432").id()).isEqualTo("94cf948c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'", "\"", "/", "1", "a", "1.", "a1", ":", "a:", "a@", "a.", "-", "\u001b[", "「", "\\\"",
        "0x", "2026-", "1:1", "あ", "http://"
      })
  void noLineCostsMoreThanItsLength(String part) {
    String line = part.repeat(64 * 1024 / part.length());
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 20; i++) {
            assertThat(pattern(line).length()).isLessThanOrEqualTo(300);
          }
        });
  }

  @Test
  void anyTextHasAPattern() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        line.append(
            random.nextInt(4) == 0
                ? (char) random.nextInt(0x10000)
                : SIGNS.charAt(random.nextInt(SIGNS.length())));
      }
      assertThat(pattern(line.toString()).length()).isLessThanOrEqualTo(300);
    }
  }
}
