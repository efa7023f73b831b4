package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;

/** THREATS T02: an alert chooses among the hosts of the inventory, and can name no other. */
class InventoryTest {
  private static final Target WEB = new Target("web-1", "deploy", "10.0.0.5", 22);
  private static final Target DB = new Target("db-1", "deploy", "10.0.0.6", 2222);
  private static final Target BARE = new Target("bastion", "ops", "10.0.0.7", 22);
  private static final Inventory INVENTORY =
      new Inventory(
          List.of(
              new Inventory.Entry(
                  WEB, List.of(Matcher.of("instance", Operator.MATCHES, "web-1(:[0-9]+)?"))),
              new Inventory.Entry(
                  DB,
                  List.of(
                      Matcher.of("instance", Operator.EQUAL, "db-1"),
                      Matcher.of("job", Operator.EQUAL, "postgres"))),
              new Inventory.Entry(BARE, List.of())));

  @Test
  void theFirstHostWhoseMatchersAllHold() {
    assertThat(INVENTORY.targetOf(Labels.of("instance", "web-1:9100"))).hasValue(WEB);
    assertThat(INVENTORY.targetOf(Labels.of("instance", "db-1", "job", "postgres"))).hasValue(DB);
    assertThat(INVENTORY.targetOf(Labels.of("instance", "db-1", "job", "node"))).isEmpty();
    assertThat(INVENTORY.targetOf(Labels.empty())).isEmpty();
    assertThat(INVENTORY.named("bastion")).hasValue(BARE);
    assertThat(INVENTORY.named("Bastion")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=touch /tmp/x",
        "user@evil",
        "evil",
        "web-1;evil",
        "web-1 ",
        " web-1",
        "web-1\n",
        "web-1:22\nevil",
        "web-1:9100@evil",
        "web-1:",
        "web-1:x",
        "ssh://evil",
        "10.0.0.5",
        "deploy@10.0.0.5",
        "$(web-1)",
        "web-1\0",
        "xweb-1",
        "web-11",
        "web-2",
        "WEB-1",
        "web-1:١",
      })
  void aLabelIsOnlyAKey(String instance) {
    assertThat(INVENTORY.targetOf(Labels.of("instance", instance))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=x",
        "a b",
        "a\nb",
        "a@b",
        "a/b",
        "a;b",
        "$(a)",
        "`a`",
        "",
        "a%b",
        "日本",
        "a'b",
        "a\"b",
        "a\\b",
        "-",
        "a\0b",
      })
  void aHostOrUserOfOtherCharactersCannotBeMade(String text) {
    assertThatThrownBy(() -> new Target("n", "u", text, 22))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Target("n", text, "h", 22))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPortIsAPort() {
    for (int port : new int[] {0, -1, 65536}) {
      assertThatThrownBy(() -> new Target("n", "u", "h", port))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Target("n", "u", "h", 2222)).hasToString("u@h:2222");
    assertThat(new Target("n", "u", "h", 22)).hasToString("u@h");
  }
}
