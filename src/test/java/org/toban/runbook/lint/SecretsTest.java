package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Problem;

/** What looks like a secret; all of these were made up for this test. */
class SecretsTest {
  private static final String TAIL = "8Fk29dLmQ7xZ0pRtY3uVb6NcW1eSgHj5K2M4rT7w";

  private static List<Problem> check(String text) {
    return Secrets.check(new MarkdownFile("a.md", text));
  }

  /** The forms are put together here, so that no scanner takes this file for a leak. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AK~IAZ7QF3LM2XW9PKD4R",
        "gh~p_@",
        "github~_pat_11AB@",
        "gl~pat-@",
        "xo~xb-1234-@",
        "npm~_@",
        "https://hooks.slack~.com/services/T0AB12/B0CD34/@",
        "sk~_live_@",
        "AI~za8Fk29dLmQ7xZ0pRtY3uVb6NcW1eSgHj5K2M4",
        "ey~Jhbk29dLmQ7.eyJzdZ0pRtY3uVb6.cW1eSgHj5K2M4rT7w8Fk29dLm",
        "Authorization: Bea~rer @",
        "-----BEGIN OPENSSH PRIVATE~ KEY-----\n@@",
        "passw~ord=Tr0ub4dor9",
        "PGPASSW~ORD='Tr0ub4dor9'",
        "  passw~ord: Tr0ub4dor9",
        "https://app:Tr0ub~4dor9@db.internal/x",
        "?tok~en=@",
        "api~_key=\"@\"",
      })
  void secrets(String text) {
    String whole = text.replace("~", "").replace("@", text.contains(":Tr") ? "@" : TAIL);
    assertThat(check("text\n" + whole + "\n"))
        .isNotEmpty()
        .allMatch(it -> it.code().equals("secret"))
        .allMatch(it -> it.place().line() == 2)
        .allMatch(
            it -> it.arguments().stream().noneMatch(whole::contains) || whole.contains("Bearer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "AKIA",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "password=<password>",
        "password=$PASSWORD",
        "password={{ .Values.password }}",
        "password=********",
        "password=changeme",
        "PASSWORD=YOUR_PASSWORD",
        "password_file=/run/secrets/db",
        "password=/run/secrets/db",
        "password: see the vault of the team",
        "Password: ask the owner",
        "token=vault:kv/x#token12345",
        "https://user:pass@host/",
        "https://user:${PW}@host",
        "https://user@host",
        "Authorization: Bearer $TOKEN",
        "Bearer tokens are never written down here",
        "-----BEGIN PRIVATE KEY-----\n...",
        "eyJ is how they begin",
        "https://hooks.slack.com/services/T000/B000/XXXX",
        "glpat-",
        "[x](https://host/a?token=<token>)",
        "| password | required |",
        "the password= option",
        "--password-stdin",
      })
  void placeholdersAndWords(String text) {
    assertThat(check(text)).isEmpty();
  }

  @Test
  void theSecretItselfIsNotTold() {
    assertThat(check("password=Tr0ub4dor9").toString()).doesNotContain("Tr0ub");
    assertThat(check("ghp" + "_" + TAIL).toString()).doesNotContain("8Fk29");
  }
}
