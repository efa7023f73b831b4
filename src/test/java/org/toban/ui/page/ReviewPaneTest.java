package org.toban.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReviewPaneTest {
  @Test
  void aTildeIsTheHomeOfThePerson() {
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(ReviewPane.place("~")).isEqualTo(home);
    assertThat(ReviewPane.place("~/reviews")).isEqualTo(home.resolve("reviews"));
    assertThat(ReviewPane.place("~other/x")).isEqualTo(Path.of("~other/x"));
    assertThat(ReviewPane.place("/srv/reviews")).isEqualTo(Path.of("/srv/reviews"));
  }
}
