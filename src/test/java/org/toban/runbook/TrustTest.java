package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrustTest {
  private static Library library(String command) {
    return Texts.read(
        "# A\n## Diagnose\n```sh\nls\n```\n## Respond\n```sh {name=fix auto}\n"
            + command
            + "\n```\n");
  }

  private static Step fix(Library library) {
    return library.step("page/respond/fix").orElseThrow();
  }

  @Test
  void approvalIsOfTheExactText() {
    Library before = library("sudo systemctl restart x");
    Trust trust = Trust.nothing().with(fix(before));
    assertThat(trust.approved(fix(before))).isTrue();
    assertThat(trust.waiting(before)).isEmpty();
    assertThat(trust.gone(before)).isEmpty();

    Library after = library("sudo systemctl restart x ");
    assertThat(trust.approved(fix(after))).isFalse();
    assertThat(trust.waiting(after)).containsExactly(fix(after));
    assertThat(trust.gone(after)).containsExactly(fix(before).sha256());
  }

  @Test
  void approvalCanBeWithdrawn() {
    Library library = library("id");
    Trust trust = Trust.nothing().with(fix(library)).without(fix(library));
    assertThat(trust).isEqualTo(Trust.nothing());
    assertThat(trust.waiting(library)).containsExactly(fix(library));
  }
}
