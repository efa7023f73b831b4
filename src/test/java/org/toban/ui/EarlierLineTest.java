package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import org.junit.jupiter.api.Test;
import org.toban.ui.parts.Preferences.Theme;

/** An incident says what became of the last one of its name, and leads there. */
class EarlierLineTest {
  @Test
  void theLastOneIsOneClickAway() {
    try (OnScreen screen = OnScreen.open(new FakeParts("en"), Theme.LIGHT, 1440, 900)) {
      screen.show(screen.fake.boards.busy());
      Node line = screen.get("earlier", Node.class);
      OnScreen.await(line::isVisible);
      Hyperlink link = screen.get("earlier-open", Hyperlink.class);
      String id = OnScreen.fx(link::getText);
      assertThat(id).startsWith("INC-");
      screen.picture("incident-earlier-en-light");
      screen.fire("earlier-open");
      assertThat(OnScreen.fx(() -> screen.state.page().get())).isEqualTo(Page.HISTORY);
    }
  }
}
