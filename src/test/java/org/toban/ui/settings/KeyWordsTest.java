package org.toban.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.toban.config.Key;
import org.toban.config.edit.Document;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;

/** What the forms show: every key that may be written, with what it means, and no other. */
class KeyWordsTest {
  private static Set<Key> reachable() {
    Set<Key> all = new HashSet<>();
    Deque<String> sections = new ArrayDeque<>(List.of(""));
    while (!sections.isEmpty()) {
      for (Key key : Key.in(sections.pop())) {
        if (all.add(key)) {
          sections.push(key.path());
          sections.push(key.path() + "[]");
        }
      }
    }
    return all;
  }

  @Test
  void everyKeyThatMayBeWrittenIsInAPartAndHasItsMeaningInBothLanguages() {
    Set<Key> all = reachable();
    assertThat(Key.ALL.stream().filter(key -> !all.contains(key)).map(Key::kind).distinct())
        .containsExactlyInAnyOrder(Key.Kind.INLINE_SECRET, Key.Kind.NEVER);
    List<String> parts =
        Stream.of(Part.values()).flatMap(part -> part.keys().stream()).sorted().toList();
    assertThat(parts).isEqualTo(Key.in("").stream().map(Key::name).sorted().toList());
    Set<String> asked = new TreeSet<>();
    all.forEach(key -> asked.add(KeyWords.nameOf(key.path())));
    for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      all.forEach(key -> assertThat(KeyWords.in(locale).of(key)).isNotBlank());
      assertThat(
              new TreeSet<>(
                  ResourceBundle.getBundle("org.toban.ui.settings.keys", locale).keySet()))
          .isEqualTo(asked);
    }
  }

  @Test
  void englishIsWhatTheDocumentSays() throws IOException {
    String docs = Files.readString(Path.of("docs/configuration.md"));
    for (Key key : Key.ALL) {
      String name = KeyWords.nameOf(key.path());
      boolean own = name.equals(key.path().replaceFirst("^sources\\[\\]\\.http", "http"));
      if (!own || name.startsWith("secret_") || !reachable().contains(key)) {
        continue;
      }
      String row =
          docs.lines()
              .filter(line -> line.startsWith("| `" + key.path() + "` |"))
              .findFirst()
              .orElseThrow();
      String meaning = row.replaceFirst("^(?:[^|]*\\|){4} ", "").replaceFirst(" \\|$", "");
      meaning = Pattern.compile("\\[([^]]*)]\\([^)]*\\)").matcher(meaning).replaceAll("$1");
      assertThat(KeyWords.in(Locale.ENGLISH).of(key))
          .as(key.path())
          .isEqualTo(meaning.replace("`", ""));
    }
  }

  @Test
  void aFormHasALineForEveryKeyAndEveryEntry() {
    Tree tree =
        Document.of(
                """
                sources: [{name: prod, alertmanager: [http://a, http://b]}]
                hosts: {web-1: {ssh: web-1}}
                notices: {slack: [{name: ops}]}
                """)
            .orElseThrow()
            .tree();
    Set<Way> begun = Set.of(Way.of("hosts", "web-2"), Way.of("sources", 1));
    List<Outline.Line> hosts = Outline.of(Part.HOSTS, tree, Map.of(), begun);
    assertThat(hosts)
        .contains(
            new Outline.Entry(Way.of("hosts", "web-1"), 1),
            new Outline.Entry(Way.of("hosts", "web-2"), 1),
            new Outline.Adder(Way.of("hosts"), 1, true));
    assertThat(hosts).extracting(Outline.Line::way).contains(Way.of("ssh", "connect_timeout"));
    List<Outline.Line> sources = Outline.of(Part.SOURCES, tree, Map.of(), begun);
    assertThat(sources)
        .extracting(Outline.Line::way)
        .contains(Way.of("sources", 0, "interval"), Way.of("sources", 1, "name"))
        .doesNotContain(Way.of("sources", 0, "http", "basic_auth"));
    Map<Way, Boolean> open = Map.of(Way.of("sources", 0, "http"), true);
    assertThat(Outline.of(Part.SOURCES, tree, open, begun))
        .extracting(Outline.Line::way)
        .contains(Way.of("sources", 0, "http", "basic_auth"));
    assertThat(Outline.of(Part.NOTICES, tree, Map.of(), begun))
        .extracting(Outline.Line::way)
        .contains(Way.of("notices", "slack", 0, "channel"));
    assertThat(Outline.title(tree, Way.of("sources", 0))).isEqualTo("prod");
  }
}
