package org.toban.remedy.sudo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  /** Cut in pieces of every length. */
  @ParameterizedTest
  @CsvSource({
    "s3cret, a s3cret b, a [secret] b",
    "s3cret, s3crets3cret, [secret][secret]",
    "s3cret, s3cre s3cre, s3cre s3cre",
    "s3cret, s3s3cret, s3[secret]",
    "abab, abababa, [secret]aba",
    "aaaa, aaaaaaa, [secret]aaa",
    "pässwörd, xpässwörd!, x[secret]!",
    "a.*b, a.*b axxb, [secret] axxb",
    "abc, abc, abc",
  })
  void isFoundHoweverTheStreamIsCut(String secret, String text, String shown) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int piece = 1; piece <= bytes.length; piece++) {
      Mask mask = new Mask(secret);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int from = 0; from < bytes.length; from += piece) {
        out.writeBytes(mask.of(bytes, from, Math.min(piece, bytes.length - from)));
      }
      out.writeBytes(mask.rest());
      assertThat(out.toString(StandardCharsets.UTF_8)).as("pieces of %d", piece).isEqualTo(shown);
    }
  }

  @Test
  void onlyWhatCouldBeItsBeginningIsHeldBack() {
    Mask mask = new Mask("secret");
    byte[] bytes = "no sec".getBytes(StandardCharsets.UTF_8);
    assertThat(mask.of(bytes, 0, bytes.length)).asString().isEqualTo("no ");
    assertThat(mask.rest()).asString().isEqualTo("sec");
    assertThat(mask.rest()).isEmpty();
  }
}
