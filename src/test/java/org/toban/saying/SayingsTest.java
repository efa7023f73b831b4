package org.toban.saying;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.config.Slip;

/** Every name that is said has its words in both languages, and is said somewhere. */
class SayingsTest {
  private static final Path CODE = Path.of("src/main/java");
  private static final Path TEXTS = Path.of("src/main/resources");
  private static final Map<String, Set<Integer>> SAID = said();

  private static List<Class<?>> vocabularies() throws IOException, ReflectiveOperationException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains("implements Saying.Name {\n  ")) {
          String name = CODE.relativize(file).toString().replace('/', '.').replace(".java", "");
          Class<?> type = Class.forName(name);
          if (type.isEnum()) {
            found.add(type);
          }
        }
      }
    }
    return found;
  }

  private static List<Saying.Name> names(Class<?> vocabulary) {
    return Arrays.stream(vocabulary.getEnumConstants()).map(Saying.Name.class::cast).toList();
  }

  private static Properties texts(Class<?> vocabulary, String suffix) throws IOException {
    Properties texts = new Properties();
    Path file = TEXTS.resolve(vocabulary.getName().replace('.', '/') + suffix + ".properties");
    try (var reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void thereAreVocabularies() throws IOException, ReflectiveOperationException {
    assertThat(vocabularies()).contains(Slip.class).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("vocabularies")
  void everyNameIsToldInBothLanguagesWithTheSamePlaces(Class<?> vocabulary) throws IOException {
    Properties english = texts(vocabulary, "");
    Properties japanese = texts(vocabulary, "_ja");
    assertThat(japanese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    Set<String> names =
        names(vocabulary).stream().map(Saying.Name::name).collect(Collectors.toSet());
    assertThat(english.stringPropertyNames()).containsAll(names);
    assertThat(english.stringPropertyNames())
        .allSatisfy(key -> {
          assertThat(names).contains(key.replace(".mend", ""));
          assertThat(places(japanese.getProperty(key)))
              .as(key)
              .isEqualTo(places(english.getProperty(key)));
          assertThat(english.getProperty(key)).as(key).isNotBlank();
          assertThat(InJapanese.foreign(japanese.getProperty(key))).as(key).isEmpty();
        });
  }

  /** And with as many arguments as its words have places. */
  @ParameterizedTest
  @MethodSource("vocabularies")
  void everyNameIsSaidSomewhere(Class<?> vocabulary) throws IOException {
    Properties english = texts(vocabulary, "");
    for (Saying.Name name : names(vocabulary)) {
      String said = vocabulary.getSimpleName() + "." + name.name();
      assertThat(SAID).as("said somewhere").containsKey(said);
      int wanted =
          Stream.of(name.name(), name.name() + ".mend")
              .flatMap(key -> places(english.getProperty(key, "")).stream())
              .mapToInt(place -> place.charAt(1) - '0' + 1)
              .max()
              .orElse(0);
      assertThat(SAID.get(said)).as(said).isSubsetOf(wanted);
    }
  }

  /** Constants as the code names them, with the numbers of arguments that they are told with. */
  private static Map<String, Set<Integer>> said() {
    Map<String, Set<Integer>> said = new HashMap<>();
    Pattern constant = Pattern.compile("\\b([A-Z]\\w*\\.[A-Z][A-Z0-9_]*)\\b(\\s*\\.of\\()?");
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        Matcher found = constant.matcher(code);
        while (found.find()) {
          Set<Integer> counts = said.computeIfAbsent(found.group(1), _ -> new TreeSet<>());
          if (found.group(2) != null) {
            counts.add(arguments(code, found.end()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said;
  }

  /** How many arguments stand from here to the bracket that closes them. */
  private static int arguments(String code, int from) {
    int depth = 0;
    int commas = 0;
    boolean quoted = false;
    for (int i = from; ; i++) {
      char c = code.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '(' || c == '{') {
        depth++;
      } else if (c == ',' && depth == 0) {
        commas++;
      } else if ((c == ')' || c == '}') && --depth < 0) {
        return code.substring(from, i).isBlank() ? 0 : commas + 1;
      }
    }
  }

  @Test
  void isToldLateWithWhatItHolds() {
    Saying reason = Slip.NO_FILE.of();
    Saying told = Slip.NO_MATCHER.of("{1}", reason, "a={b}");
    assertThat(told).hasToString("'{1}' is not a matcher: there is no such file");
    assertThat(told.mending().orElseThrow()).hasToString("write 'a={b}'");
    assertThat(told.in(Locale.JAPANESE)).isEqualTo("'{1}' はマッチャーではありません（ファイルがありません）");
    assertThat(told.in(Locale.FRENCH)).isEqualTo(told.toString());
    assertThat(Slip.TOO_DEEP.of().mending()).isEmpty();
  }
}
