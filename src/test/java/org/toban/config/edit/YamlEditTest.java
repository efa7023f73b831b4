package org.toban.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlEditTest {
  private static final String TEAM =
      """
      # 当番の設定
      sources:   # where alerts come from
        # production
        - name: "prod"   # do not rename
          alertmanager: [http://am-1:9093, http://am-2:9093]  # one cluster

          interval: 15s
        - {name: rules, prometheus: 'http://prom:9090'}

      # paging
      notices:
        # loud
        sound: {volume: 80}
        rules:
        - by: [slack]
          severities: critical
      logs:
        - name: l
          query: |-
            one
            二つ目

          # for long
          loki: http://loki:3100
      team:
        zone: Asia/Tokyo
        # hours: 'Mo-Fr'
      """;

  static Stream<Arguments> puts() {
    return Stream.of(
        put(Way.of("sources", 0, "interval"), "30s", "interval: 15s", "interval: 30s"),
        put(Way.of("sources", 0, "name"), "本番", "\"prod\"   #", "\"本番\"   #"),
        put(Way.of("sources", 1, "prometheus"), "http://p", "'http://prom:9090'", "'http://p'"),
        put(Way.of("sources", 1, "interval"), "1m", "9090'}", "9090', interval: 1m}"),
        put(
            Way.of("sources", 0, "timeout"),
            "5s",
            "    interval: 15s\n",
            "    interval: 15s\n    timeout: 5s\n"),
        put(Way.of("notices", "sound", "volume"), "5", "{volume: 80}", "{volume: 5}"),
        put(Way.of("team", "hours"), "Mo 9", "Asia/Tokyo\n", "Asia/Tokyo\n  hours: Mo 9\n"),
        put(
            Way.of("person"),
            "it's: me",
            "'Mo-Fr'\n",
            "'Mo-Fr'\n",
            "Asia/Tokyo\n",
            "Asia/Tokyo\nperson: 'it''s: me'\n"),
        put(
            Way.of("ssh", "config_hosts", "names"),
            "db-*",
            "Asia/Tokyo\n",
            "Asia/Tokyo\nssh:\n  config_hosts:\n    names: db-*\n"),
        put(Way.of("logs", 0, "query"), "one\nthree", "one\n      二つ目\n", "one\n      three\n"),
        put(Way.of("logs", 0, "query"), "one", "|-\n      one\n      二つ目\n", "one\n"),
        put(
            Way.of("notices", "rules", 1, "by"),
            "mail",
            "severities: critical\n",
            "severities: critical\n  - by: mail\n"));
  }

  private static Arguments put(Way way, String value, String... parts) {
    return Arguments.of(way, value, parts);
  }

  @ParameterizedTest
  @MethodSource("puts")
  void aValueIsPutInItsPlace(Way way, String value, String[] parts) {
    String expected = TEAM;
    for (int i = 0; i < parts.length; i += 2) {
      expected = replaced(expected, parts[i], parts[i + 1]);
    }
    assertThat(YamlEdit.put(TEAM, way, new Tree.Word(value))).contains(expected);
    String windows = TEAM.replace("\n", "\r\n");
    assertThat(YamlEdit.put(windows, way, new Tree.Word(value)))
        .contains(expected.replace("\n", "\r\n"));
  }

  private static String replaced(String text, String part, String with) {
    assertThat(text).containsOnlyOnce(part);
    return text.replace(part, with);
  }

  static Stream<Arguments> removals() {
    return Stream.of(
        put(Way.of("sources", 0, "interval"), "", "    interval: 15s\n", ""),
        put(
            Way.of("sources", 0, "name"),
            "",
            "- name: \"prod\"   # do not rename\n    alertmanager",
            "- alertmanager"),
        put(Way.of("sources", 1, "name"), "", "{name: rules, ", "{"),
        put(Way.of("sources", 1, "prometheus"), "", ", prometheus: 'http://prom:9090'", ""),
        put(Way.of("sources", 1), "", "  - {name: rules, prometheus: 'http://prom:9090'}\n", ""),
        put(
            Way.of("notices", "sound", "volume"),
            "",
            "  # loud\n  sound: {volume: 80}\n",
            "  # loud\n"),
        put(
            Way.of("notices", "rules", 0),
            "",
            "  rules:\n  - by: [slack]\n    severities: critical\n",
            ""),
        put(Way.of("logs", 0, "loki"), "", "    # for long\n    loki: http://loki:3100\n", ""),
        put(Way.of("team"), "", "team:\n  zone: Asia/Tokyo\n  # hours: 'Mo-Fr'\n", ""));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void aValueGoesWithWhatBelongsToIt(Way way, String value, String[] parts) {
    String expected = replaced(TEAM, parts[0], parts[1]);
    assertThat(YamlEdit.remove(TEAM, way)).contains(expected);
    assertThat(YamlEdit.remove(TEAM.replace("\n", "\r\n"), way))
        .contains(expected.replace("\n", "\r\n"));
  }

  @Test
  void aListIsChangedItemByItem() {
    String list = "runbooks:  # all\n  - a/   # first\n  - 'b/'\n  # old\n  - c/";
    Way way = Way.of("runbooks");
    assertThat(YamlEdit.put(list, way, Tree.words(List.of("a/", "b2/", "c/", "d/"))))
        .contains("runbooks:  # all\n  - a/   # first\n  - 'b2/'\n  # old\n  - c/\n  - d/");
    assertThat(YamlEdit.put(list, way, Tree.words(List.of("a/", "b/"))))
        .contains("runbooks:  # all\n  - a/   # first\n  - 'b/'\n");
    assertThat(YamlEdit.put("runbooks: a/ # one\n", way, Tree.words(List.of("a/", "b, c"))))
        .contains("runbooks: [a/, 'b, c'] # one\n");
    assertThat(YamlEdit.put("r: [a, # x\n  b]\n", Way.of("r"), Tree.words(List.of("a", "b", "c"))))
        .contains("r: [a, # x\n  b, c]\n");
    assertThat(YamlEdit.put("r: [a, b]\n", Way.of("r"), Tree.words(List.of("b"))))
        .contains("r: [b]\n");
  }

  @Test
  void aTextWithNothingInItGetsItsFirstKey() {
    assertThat(YamlEdit.put("", Way.of("person"), new Tree.Word("a"))).contains("person: a\n");
    assertThat(YamlEdit.put("# later", Way.of("team", "zone"), new Tree.Word("UTC")))
        .contains("# later\nteam:\n  zone: UTC\n");
    assertThat(YamlEdit.put("team: # ours\nx: y\n", Way.of("team", "zone"), new Tree.Word("UTC")))
        .contains("team: # ours\n  zone: UTC\nx: y\n");
    assertThat(YamlEdit.remove("# a\nperson: x\n", Way.of("person"))).contains("# a\n");
  }

  /** Whatever else would change with it, or cannot be seen to be right, is for the text. */
  @Test
  void whatOthersReferToIsRefused() {
    String shared = "a: &x {interval: 15s}\nb: *x\nc: &y 1\nd: *y\n";
    assertThat(YamlEdit.put(shared, Way.of("a", "interval"), new Tree.Word("1m"))).isEmpty();
    assertThat(YamlEdit.put(shared, Way.of("b", "interval"), new Tree.Word("1m"))).isEmpty();
    assertThat(YamlEdit.remove(shared, Way.of("a"))).isEmpty();
    assertThat(YamlEdit.put(shared, Way.of("c"), new Tree.Word("2"))).isEmpty();
    assertThat(YamlEdit.put(shared, Way.of("d"), new Tree.Word("2")))
        .contains(shared.replace("*y", "2"));
    assertThat(YamlEdit.put("a: &z 1 # kept\n", Way.of("a"), new Tree.Word("2")))
        .contains("a: &z 2 # kept\n");
    assertThat(YamlEdit.put("a: [", Way.of("a"), new Tree.Word("2"))).isEmpty();
    assertThat(YamlEdit.put("a: 1\na: 2\n", Way.of("a"), new Tree.Word("2"))).isEmpty();
    String bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c < 'i'; c++) {
      bomb += c + ": &" + c + " [" + ("*" + (char) (c - 1) + ", ").repeat(8) + "x]\n";
    }
    assertThat(YamlEdit.put(bomb, Way.of("z"), new Tree.Word("2"))).isEmpty();
  }

  @Test
  void aMistakeFindsItsValue() {
    Document document = Document.of(TEAM).orElseThrow();
    assertThat(document.at(4, 11)).contains(Way.of("sources", 0, "name"));
    assertThat(document.at(8, 31)).contains(Way.of("sources", 1, "prometheus"));
    assertThat(document.at(11, 1)).contains(Way.of("notices"));
    assertThat(document.at(99, 1)).isEmpty();
    assertThat(document.line(Way.of("notices", "sound"))).isEqualTo(12);
  }

  /**
   * Any edit of any file: what it says is the old with that change, the other lines are the same.
   */
  @Property(tries = 600)
  void nothingElseChanges(@ForAll long seed) {
    Random random = new Random(seed);
    String before = new Written(random).file();
    Tree tree = Document.of(before).orElseThrow(() -> new AssertionError(before)).tree();
    List<Way> ways = new ArrayList<>();
    collect(tree, new Way(List.of()), ways);
    Way way = ways.get(random.nextInt(ways.size()));
    boolean remove = random.nextInt(3) == 0;
    Tree there = tree.at(way);
    Tree value = Written.value(random, there);
    if (!remove && random.nextInt(3) == 0) {
      way = there instanceof Tree.Fields ? way.name("new-" + random.nextInt(9)) : way;
      way = there instanceof Tree.Items it ? way.item(it.all().size()) : way;
    }
    Optional<String> after =
        remove ? YamlEdit.remove(before, way) : YamlEdit.put(before, way, value);
    Tree without = tree.without(way);
    Tree expected = !remove ? tree.with(way, value) : without == null ? Tree.nothing() : without;
    assertThat(after).as("%s of\n%s", way, before).isPresent();
    assertThat(Document.of(after.get()).orElseThrow().tree()).isEqualTo(expected);
    Way changed = remove ? outermost(tree, way) : way;
    onlyTheLinesOf(Document.of(before).orElseThrow(), changed, after.get());
  }

  private static Way outermost(Tree tree, Way way) {
    Way at = way;
    while (!at.parent().isRoot() && size(tree.at(at.parent())) == 1) {
      at = at.parent();
    }
    return at;
  }

  private static int size(@Nullable Tree tree) {
    return switch (tree) {
      case Tree.Word _ -> 0;
      case Tree.Items it -> it.all().size();
      case Tree.Fields it -> it.all().size();
      case null -> 0;
    };
  }

  private static void onlyTheLinesOf(Document before, Way way, String after) {
    List<String> old = Lines.of(before.text()).toList();
    List<String> now = Lines.of(after).toList();
    int head = 0;
    while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), now.size()) - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<String> gone = old.subList(head, old.size() - tail);
    Spot spot = before.spot(way);
    Spot holder = spot == null ? before.spot(way.parent()) : spot;
    int from = before.line(spot == null ? way.parent() : way);
    int to =
        holder == null
            ? 0
            : (int) Lines.of(before.text().substring(0, Ends.of(before.text(), holder))).count()
                - 1;
    for (int i = head; i < old.size() - tail; i++) {
      boolean joins = i == to + 1 && old.get(from).strip().startsWith("- ");
      boolean own = (i >= from && i <= to) || joins;
      boolean comment = old.get(i).strip().startsWith("#");
      boolean lastBreak = i == old.size() - 1;
      assertThat(own || comment || lastBreak)
          .as("line %d of\n%s\nfor %s gave\n%s", i, before.text(), way, after)
          .isTrue();
    }
    long comments = gone.stream().filter(it -> it.strip().startsWith("#")).count();
    if (spot == null) {
      assertThat(comments).isZero();
    }
  }

  private static void collect(Tree tree, Way way, List<Way> ways) {
    if (!way.isRoot()) {
      ways.add(way);
    }
    switch (tree) {
      case Tree.Word _ -> {}
      case Tree.Items it -> {
        for (int i = 0; i < it.all().size(); i++) {
          collect(it.all().get(i), way.item(i), ways);
        }
      }
      case Tree.Fields it ->
          it.all().forEach((name, value) -> collect(value, way.name(name), ways));
    }
  }
}
