package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.engine.Guard;
import org.toban.history.History;
import org.toban.incident.Denial;
import org.toban.incident.Evidence;
import org.toban.incident.NextAction;
import org.toban.incident.Run;
import org.toban.incident.Verdict;
import org.toban.incident.rollout.Standing;
import org.toban.runbook.field.Field;
import org.toban.source.GrafanaLinks;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilencePreview;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.Status;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;

/** Every text that the desk can ask for is there, and every text that is there can be asked for. */
class WordsTest {
  private static final Path DESK = Path.of("src/main/java/org/toban/ui");
  private static final Path ENGINE = Path.of("src/main/java/org/toban/engine");
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z][a-z-]*(?:\\.[A-Za-z-]+)*\\.?)\"");
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\b[wW]ords(?:\\(\\))?\\s*\\.get\\(\\s*\"([a-z][a-zA-Z.-]*[a-zA-Z])\"\\s*[,)]");
  private static final Pattern BEGUN =
      Pattern.compile(
          "\\b[wW]ords(?:\\(\\))?\\s*\\.(?:of\\(\\s*|get\\(\\s*(?=\"[^\"]*\"\\s*\\+))\"([a-z][a-zA-Z.-]*)\"");
  private static final Pattern SAID = Pattern.compile("\\.say\\([^;]*?\"([a-z][a-z.-]+)\"");

  @ParameterizedTest
  @EnumSource(Language.class)
  void enumsAndKeysInTheCodeHaveATextAndNoTextIsLeftOver(Language language) throws IOException {
    ResourceBundle bundle = ResourceBundle.getBundle("org.toban.ui.messages", language.locale());
    Set<String> asked = new TreeSet<>(ofEnums());
    Set<String> literals = found(DESK, LITERAL);
    Set<String> prefixes =
        literals.stream().filter(it -> it.endsWith(".")).collect(Collectors.toSet());
    assertThat(bundle.keySet()).containsAll(asked);
    Set<String> left = new TreeSet<>(bundle.keySet());
    left.removeAll(asked);
    left.removeAll(literals);
    left.removeIf(key -> prefixes.stream().anyMatch(key::startsWith));
    assertThat(left).as("texts that nothing asks for").isEmpty();
  }

  /** A key in the code that no bundle has would be shown as it is, or end the view. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyKeyThatTheCodeNamesHasAText(Language language) throws IOException {
    ResourceBundle bundle = ResourceBundle.getBundle("org.toban.ui.messages", language.locale());
    Set<String> whole = found(DESK, WHOLE);
    assertThat(whole).hasSizeGreaterThan(250);
    assertThat(bundle.keySet()).containsAll(whole);
    assertThat(found(DESK, BEGUN))
        .hasSizeGreaterThan(15)
        .allSatisfy(begun -> {
          String prefix = begun.endsWith(".") ? begun : begun + ".";
          assertThat(bundle.keySet()).as(begun).anyMatch(key -> key.startsWith(prefix));
        });
  }

  /** What the engine tells a person must not come out as the name of a key. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyMessageOfTheEngineIsASentence(Language language) throws IOException {
    Words words = Words.of(language);
    Set<String> keys = new HashSet<>();
    for (String said : found(ENGINE, SAID)) {
      switch (said) {
        case "run.refused." ->
            Stream.of(Guard.Refusal.values()).forEach(refusal -> keys.add(said + refusal));
        case "denied." -> Stream.of(Denial.values()).forEach(denial -> keys.add(said + denial));
        default -> keys.add(said);
      }
    }
    assertThat(keys).hasSizeGreaterThan(30);
    assertThat(keys)
        .allSatisfy(key -> {
          var message =
              new Board.Message(Boards.NOW, null, key, List.of("step", "web-1", "words", "4"));
          assertThat(Toast.of(message, words)).doesNotContain(key).doesNotContain("{");
        });
  }

  private static Set<String> ofEnums() {
    return Stream.of(
            keys("severity", Severity.values()),
            keys("page", Page.values()),
            keys("act", Act.values()),
            keys("person", People.Whence.values()),
            keys("filter", BoardFilter.Kind.values()),
            keys("filter.sort", Order.By.values()),
            keys("silence.state", Silence.State.values()),
            keys("hosts", HostSetup.State.values()),
            keys("silence.warning", SilencePreview.Warning.values()),
            keys("silence.problem", SilencePreview.Problem.values()),
            keys("status", Status.values()),
            keys("value.fault", Field.Fault.values()),
            keys("refusal", Guard.Refusal.values()),
            keys("next", NextAction.Kind.values()),
            keys("stage", Run.Stage.values()),
            keys("failure", Run.FailureReason.values()),
            keys("event.evidence", Evidence.Kind.values()),
            keys("standing", Standing.values()),
            List.of("related.same-alert", "related.same-target", "related.same-group"),
            keys("verdict", Verdict.values()),
            keys("health", SourceStatus.Health.values()),
            keys("kind", SourceSettings.Kind.values()),
            keys("grafana", GrafanaLinks.Kind.values()),
            keys("alert-state", Alert.State.values()),
            keys("format", Archive.Format.values()),
            keys("language", Language.values()),
            keys("history.answer", History.Answer.values()),
            keys("theme", Theme.values()))
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  private static List<String> keys(String prefix, Enum<?>... values) {
    return Stream.of(values).map(value -> prefix + "." + Words.key(value)).toList();
  }

  private static Set<String> found(Path folder, Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(all -> {
              var match = pattern.matcher(all);
              if (match.find()) {
                found.add(match.group(1));
              }
            });
      }
    }
    return found;
  }
}
