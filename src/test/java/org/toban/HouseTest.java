package org.toban;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.toban.app.Main;

/** Holds the code against the plan of the house: rooms, arrows, library fences, form. */
class HouseTest {
  /** An arrow may only point down this list. */
  private static final List<String> ROOMS =
      List.of(
          "app",
          "ui",
          "drill",
          "config",
          "engine",
          "review",
          "history",
          "notice",
          "remedy",
          "source",
          "runbook",
          "incident",
          "alert",
          "saying");

  private static final Set<String> PURE = Set.of("saying", "alert", "incident", "runbook");

  /** Which room may use which library; a library that no line names is refused. */
  private static final Map<String, Set<String>> FENCES = fences();

  private static final JavaClasses CLASSES = mainClasses();

  private static Map<String, Set<String>> fences() {
    Map<String, Set<String>> fences = new LinkedHashMap<>();
    fences.put("java.sql", Set.of("history"));
    fences.put("javax.sql", Set.of("history"));
    fences.put("org.sqlite", Set.of("history"));
    fences.put("org.apache.sshd", Set.of("remedy", "drill"));
    fences.put("net.i2p.crypto", Set.of("remedy", "drill"));
    fences.put("javafx", Set.of("ui"));
    fences.put("org.controlsfx", Set.of("ui"));
    fences.put("java.awt", Set.of("ui", "review"));
    fences.put("javax.imageio", Set.of("ui", "review"));
    fences.put("okhttp3", Set.of("source", "notice", "remedy"));
    fences.put("okio", Set.of("source", "notice", "remedy"));
    fences.put("kotlin", Set.of("source", "notice", "remedy"));
    fences.put("java.net.http", Set.of());
    fences.put("com.sun.net.httpserver", Set.of("drill", "source"));
    fences.put("org.freedesktop.dbus", Set.of("ui", "notice", "source"));
    fences.put("java.lang.foreign", Set.of("source"));
    fences.put("com.fasterxml.jackson", Set.of("source", "history", "notice", "app", "drill"));
    fences.put("jakarta.mail", Set.of("notice"));
    fences.put("org.eclipse.angus.mail", Set.of("notice"));
    fences.put("com.github.difflib", Set.of("runbook"));
    fences.put("org.commonmark", Set.of("runbook", "review", "ui"));
    fences.put("biweekly", Set.of("source"));
    fences.put("org.snakeyaml", Set.of("config"));
    fences.put("de.focus_shift", Set.of("config"));
    fences.put("com.google.re2j", Set.of("alert"));
    fences.put("picocli", Set.of("app"));
    fences.put("com.openhtmltopdf", Set.of("review"));
    fences.put("org.apache.pdfbox", Set.of("review"));
    fences.put("org.apache.fontbox", Set.of("review"));
    fences.put("org.w3c.dom", Set.of("review"));
    fences.put("org.slf4j", Set.copyOf(ROOMS.subList(0, ROOMS.indexOf("runbook"))));
    fences.put("org.jspecify", Set.copyOf(ROOMS));
    return fences;
  }

  @Test
  void everyRoomIsOnThePlan() {
    assertThat(CLASSES).extracting(HouseTest::room).isSubsetOf(ROOMS);
  }

  @Test
  void arrowsAreThoseOfTheUsesLines() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String room : ROOMS) {
      Set<String> declared = declaredUses(room);
      for (JavaClass used : usedClasses(room).keySet()) {
        String other = room(used);
        if (used.getPackageName().startsWith("org.toban.")
            && !other.equals(room)
            && !declared.contains(other)) {
          wrong.add(usedClasses(room).get(used) + " uses " + used.getName());
        }
      }
    }
    assertThat(wrong).as("uses that package-info.java does not declare").isEmpty();
  }

  @Test
  void arrowsPointDown() throws IOException {
    for (int i = 0; i < ROOMS.size(); i++) {
      assertThat(ROOMS.subList(i + 1, ROOMS.size()))
          .as("rooms under " + ROOMS.get(i))
          .containsAll(declaredUses(ROOMS.get(i)));
    }
  }

  @Test
  void thereAreNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("org.toban.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void librariesStayBehindTheirFences() {
    List<String> wrong = new ArrayList<>();
    for (String room : ROOMS) {
      usedClasses(room)
          .forEach((used, user) -> {
            if (!mayUse(room, used.getPackageName())) {
              wrong.add(user + " uses " + used.getName());
            }
          });
    }
    assertThat(wrong).as("libraries outside of their rooms").isEmpty();
  }

  private static boolean mayUse(String room, String used) {
    for (Map.Entry<String, Set<String>> fence : FENCES.entrySet()) {
      if (used.equals(fence.getKey()) || used.startsWith(fence.getKey() + ".")) {
        return fence.getValue().contains(room);
      }
    }
    return used.isEmpty()
        || used.startsWith("java.")
        || used.startsWith("javax.")
        || used.startsWith("org.toban.")
        || used.startsWith("com.sun.management");
  }

  @Test
  void pureRoomsHaveNoClockThreadFileOrSocket() {
    List<String> wrong = new ArrayList<>();
    for (String room : PURE) {
      usedClasses(room)
          .forEach((used, user) -> {
            if (isImpure(used.getName())) {
              wrong.add(user + " uses " + used.getName());
            }
          });
    }
    for (JavaClass type : CLASSES) {
      if (PURE.contains(room(type))) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          if (readsTheWorld(call)) {
            wrong.add(call.getDescription());
          }
        }
      }
    }
    assertThat(wrong).as("the pure rooms get time and text as data").isEmpty();
  }

  private static boolean isImpure(String name) {
    return (name.startsWith("java.io.")
            && !name.equals("java.io.Serializable")
            && !name.equals("java.io.UncheckedIOException")
            && !name.equals("java.io.IOException"))
        || name.startsWith("java.nio.file.")
        || name.startsWith("java.nio.channels.")
        || (name.startsWith("java.net.")
            && !name.equals("java.net.URI")
            && !name.equals("java.net.URISyntaxException"))
        || name.startsWith("java.util.concurrent.")
        || name.equals("java.lang.Thread")
        || name.equals("java.lang.Process")
        || name.equals("java.lang.ProcessBuilder")
        || name.equals("java.util.Timer")
        || name.equals("java.time.Clock");
  }

  private static boolean readsTheWorld(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getName();
    return (owner.startsWith("java.time.") && method.equals("now"))
        || (owner.equals("java.lang.System") && !method.equals("arraycopy"))
        || (owner.equals("java.time.ZoneId") && method.equals("systemDefault"))
        || (owner.equals("java.util.Locale") && method.equals("getDefault"));
  }

  @Test
  void everyPackageRefusesNull() throws IOException {
    for (Path folder :
        sources().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new))) {
      assertThat(folder.resolve("package-info.java"))
          .isRegularFile()
          .content()
          .contains("@NullMarked");
    }
  }

  @Test
  void stylesAreClassesOrConstants() throws IOException {
    Pattern variable = Pattern.compile("setStyle\\(\\s*(?!\"[^\"]*\"\\s*\\))");
    assertThat(sources().filter(file -> variable.matcher(text(file)).find()))
        .as("files that build a style from a variable")
        .isEmpty();
  }

  @Test
  void oneClassHandsWorkToTheFxThread() {
    Set<String> callers = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        if (call.getTargetOwner().getName().equals("javafx.application.Platform")
            && call.getName().equals("runLater")) {
          callers.add(outermost(type.getName()));
        }
      }
    }
    assertThat(callers).hasSizeLessThanOrEqualTo(1);
  }

  /** Another desk opens in the same process, on other settings; JavaFX starts once in it. */
  @Test
  void nothingEndsTheToolkit() {
    assertThat(CLASSES.stream().flatMap(type -> type.getMethodCallsFromSelf().stream()))
        .noneMatch(call ->
            call.getTargetOwner().getName().equals("javafx.application.Platform")
                && call.getName().equals("exit"));
  }

  @Test
  void noFileIsLong() throws IOException {
    Map<Path, Long> lines =
        sources().collect(Collectors.toMap(file -> file, file -> text(file).lines().count()));
    assertThat(lines).allSatisfy((file, count) -> assertThat(count).isLessThanOrEqualTo(400));
    List<Long> sorted = lines.values().stream().sorted().toList();
    assertThat(sorted.get(sorted.size() * 95 / 100)).as("p95 of lines a file").isLessThan(250);
  }

  /**
   * Some forty files are a full room; one that outgrows this is divided by screen or adapter, one
   * level deeper.
   */
  @Test
  void noPackageIsCrowded() throws IOException {
    Map<Path, Long> files =
        sources()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertThat(files).allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(45));
  }

  @Test
  void namesSayWhatThingsAre() {
    Pattern empty =
        Pattern.compile(".*(Manager|Service|Impl|Helper|Utils?|Handler|Factory)$|.*\\$?Utils.*");
    assertThat(CLASSES)
        .extracting(JavaClass::getSimpleName)
        .allSatisfy(name -> assertThat(name).doesNotMatch(empty));
  }

  /** Every text of the desk and of the documents in both languages, with the same places in it. */
  @Test
  void messagesAreCompleteInBothLanguages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      for (Path japanese :
          files.filter(file -> file.toString().endsWith("_ja.properties")).toList()) {
        Map<String, List<String>> expected = placesByKey(counterpart(japanese));
        assertThat(placesByKey(japanese)).as(japanese.toString()).isEqualTo(expected);
      }
    }
  }

  private static Path counterpart(Path japanese) {
    String stem = japanese.getFileName().toString().replace("_ja.properties", "");
    Path english = japanese.resolveSibling(stem + "_en.properties");
    return Files.exists(english) ? english : japanese.resolveSibling(stem + ".properties");
  }

  private static Map<String, List<String>> placesByKey(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      Matcher place = Pattern.compile("\\{\\d").matcher(properties.getProperty(key));
      places.put(key, place.results().map(found -> found.group()).sorted().distinct().toList());
    }
    return places;
  }

  // --- the code, as the rules above read it ------------------------------------------------------

  private static JavaClasses mainClasses() {
    try {
      return new ClassFileImporter()
          .importPath(
              Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each class that a room's classes use, with one of its users. */
  private static Map<JavaClass, String> usedClasses(String room) {
    Map<JavaClass, String> used = new LinkedHashMap<>();
    for (JavaClass type : CLASSES) {
      if (room(type).equals(room)) {
        type.getDirectDependenciesFromSelf()
            .forEach(arrow ->
                used.putIfAbsent(arrow.getTargetClass().getBaseComponentType(), type.getName()));
      }
    }
    return used;
  }

  private static String room(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length > 2 ? parts[2] : "";
  }

  private static String outermost(String name) {
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }

  /** The rooms of the line {@code Uses: a, b.} */
  private static Set<String> declaredUses(String room) throws IOException {
    String text =
        Files.readString(Path.of("src/main/java/org/toban", room, "package-info.java"))
            .replaceAll("\\s*\\n \\* *", " ");
    Matcher uses = Pattern.compile("Uses: ([a-z, ]+)\\.").matcher(text);
    assertThat(uses.find()).as(room + "/package-info.java has a line 'Uses: a, b.'").isTrue();
    return uses.group(1).equals("nothing")
        ? Set.of()
        : Arrays.stream(uses.group(1).split(",\\s*")).collect(Collectors.toSet());
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
