package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./toban} as it is, on a machine that has what each test gives it and nothing else: a PATH
 * of chosen tools, an empty environment, a JDK and a Maven that only say that they were called.
 */
class LauncherTest {
  /** What the launcher may take for granted: every Debian has these. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "awk",
          "cat",
          "dirname",
          "find",
          "grep",
          "id",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "uname");

  @TempDir Path temp;
  private Path checkout;
  private Path bin;
  private Path jdk;
  private final List<String> environment = new ArrayList<>();
  private int exit;
  private String out = "";
  private String err = "";

  @BeforeEach
  void machine() throws IOException {
    checkout = Files.createDirectories(temp.resolve("on call/当番"));
    bin = Files.createDirectories(temp.resolve("bin"));
    jdk = Files.createDirectories(temp.resolve("usr/lib/jvm/a jdk"));
    String launcher = Files.readString(Path.of("toban"));
    assertThat(launcher)
        .contains(" /usr/lib/jvm/*")
        .contains(" /usr/java/*")
        .contains(" /opt/jdk*");
    // the machine under the test has a JDK in one of these places
    launcher = launcher.replace(" /usr/lib/jvm/*", " \"" + temp + "\"/usr/lib/jvm/*");
    launcher = launcher.replace(" /usr/java/*", "").replace(" /opt/java/*", "");
    script(checkout.resolve("toban"), launcher.replace(" /opt/jdk*", ""));
    Files.createDirectories(checkout.resolve("src/main/java"));
    Files.createDirectories(checkout.resolve("assets"));
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("src/main/java/A.java"), "class A {}");
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), where(tool));
    }
    environment.add("PATH=" + bin);
  }

  private static Path where(String tool) {
    for (String folder : List.of("/usr/bin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new AssertionError("this machine has no " + tool);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void hasJdk() throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf 'java: %s\\n' \"$@\"\n");
  }

  /** A Maven that writes what a build would, and counts how often it was called. */
  private void hasMaven(String more) throws IOException {
    script(
        bin.resolve("mvn"),
        "#!/bin/bash\necho \"$JAVA_HOME: $*\" >>called\nmkdir -p target/lib\n"
            + ": >target/toban.jar; : >target/lib/a.jar\n"
            + more);
  }

  private int builds() throws IOException {
    Path called = checkout.resolve("called");
    return Files.exists(called) ? Files.readAllLines(called).size() : 0;
  }

  private void toban(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    command.addAll(environment);
    command.add(checkout.resolve("toban").toString());
    command.addAll(List.of(arguments));
    Path outFile = temp.resolve("out");
    Path errFile = temp.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(outFile.toFile())
            .redirectError(errFile.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
    exit = process.exitValue();
    out = Files.readString(outFile);
    err = Files.readString(errFile);
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws Exception {
    toban("--version");
    assertThat(exit).isEqualTo(2);
    assertThat(err)
        .startsWith("toban: needs a JDK 25 and found none")
        .contains("curl -fsSL https:");
    assertThat(out).isEmpty();
  }

  @Test
  void anOlderJdkIsNotEnoughAndAWrongJavaHomeDoesNoHarm() throws Exception {
    hasJdk();
    Path old = temp.resolve("old");
    script(old.resolve("bin/javac"), "#!/bin/sh\n");
    script(old.resolve("bin/java"), "#!/bin/sh\necho old\n");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
    Files.createSymbolicLink(bin.resolve("java"), old.resolve("bin/java"));
    environment.add("JAVA_HOME=" + old);
    hasMaven("");
    toban("--version");
    assertThat(exit).as(err).isZero();
    assertThat(out).contains("java: --version").doesNotContain("old");
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws Exception {
    hasJdk();
    toban("--version");
    assertThat(exit).isEqualTo(2);
    assertThat(err).contains("no mvn on the PATH").contains("apt-get install");
    assertThat(checkout.resolve("target")).as("nothing is left half made").doesNotExist();
  }

  @Test
  void itBuildsOnceAndThenWhatHasChanged() throws Exception {
    hasJdk();
    hasMaven("");
    toban("watch", "--once", "an argument");
    assertThat(exit).as(err).isZero();
    assertThat(out)
        .endsWith("java: org.toban.app.Main\njava: watch\njava: --once\njava: an argument\n");
    assertThat(out).contains(checkout + "/target/toban.jar:" + checkout + "/target/lib/a.jar");
    assertThat(Files.readString(checkout.resolve("called"))).startsWith(jdk + ": ");
    assertThat(builds()).isEqualTo(1);

    toban("--version");
    toban("--help");
    assertThat(builds()).as("a later start runs no Maven").isEqualTo(1);
    assertThat(err).isEmpty();

    Path source = checkout.resolve("src/main/java/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
    toban("--version");
    assertThat(builds()).isEqualTo(2);
    // a time in the future would be stale for ever
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    toban("--version");
    assertThat(builds()).isEqualTo(2);
    Files.delete(checkout.resolve("target/toban.jar"));
    toban("--version");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void aBuildThatFailsStartsNothingAndIsTriedAgain() throws Exception {
    hasJdk();
    hasMaven("echo 'A.java: no'; exit 1");
    toban("--version");
    assertThat(exit).isEqualTo(2);
    assertThat(err).contains("A.java: no").contains("toban: the build failed");
    assertThat(out).isEmpty();
    toban("--version");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void withoutADisplayTheDeskSaysWhatElseThereIs() throws Exception {
    hasJdk();
    hasMaven("");
    script(bin.resolve("ldconfig"), "#!/bin/sh\necho libgtk-3.so.0; echo libXtst.so.6\n");
    for (String[] desk : new String[][] {{}, {"drill"}, {"--lang", "ja"}}) {
      toban(desk);
      assertThat(exit).isEqualTo(2);
      assertThat(err).contains("needs a display").contains("./toban watch").contains("xvfb-run");
    }
    assertThat(builds()).as("said before anything is built").isZero();
    toban("drill", "--headless", "--scenario", "service-down");
    assertThat(exit).as(err).isZero();
    environment.add("DISPLAY=:7");
    toban();
    assertThat(exit).as(err).isZero();
  }

  @Test
  void withoutGtkTheDeskSaysHowToGetIt() throws Exception {
    hasJdk();
    script(bin.resolve("ldconfig"), "#!/bin/sh\necho libXtst.so.6\n");
    environment.add("DISPLAY=:7");
    toban();
    assertThat(exit).isEqualTo(2);
    assertThat(err)
        .contains("needs libgtk-3.so.0, missing")
        .contains("apt-get install -y --no-install-recommends libgtk-3-0");
  }

  @Test
  void aLinkFromElsewhereLeadsToTheCheckout() throws Exception {
    hasJdk();
    hasMaven("");
    Path link = temp.resolve("bin/toban");
    Files.createSymbolicLink(link, Path.of("..", "on call", "当番", "toban"));
    environment.add("CDPATH=" + temp);
    Path real = checkout;
    checkout = bin;
    toban("--version");
    checkout = real;
    assertThat(exit).as(err).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  // --- toban test -------------------------------------------------------------------------------

  private static String report(String cases) {
    return "<?xml version=\"1.0\"?>\n<testsuite name=\"A\" tests=\"1\" errors=\"0\">\n"
        + cases
        + "</testsuite>\n";
  }

  private void reports(String... texts) throws IOException {
    StringBuilder writes = new StringBuilder("mkdir -p target/surefire-reports\n");
    for (int i = 0; i < texts.length; i++) {
      Path kept = temp.resolve("report" + i);
      Files.writeString(kept, texts[i]);
      writes.append("cat '" + kept + "' >target/surefire-reports/TEST-" + i + ".xml\n");
    }
    hasMaven(writes.toString());
  }

  /** A class with tests of two engines has one report, whose head knows only the last engine's. */
  @Test
  void everyTestCaseIsCounted() throws Exception {
    hasJdk();
    reports(
        report(
            "  <testcase name=\"a\"/>\n  <testcase name=\"b\">\n    <system-out><![CDATA["
                + "<testcase name=\"printed\">\n<failure/> ]]></system-out>\n  </testcase>\n"),
        report("<testcase name=\"c\"/><testcase name=\"d\"/>\n"));
    toban("test", "--quick");
    assertThat(out).contains("toban test: Tests run: 4, failed: 0, skipped: 0, ");
    assertThat(exit).as(err).isZero();
  }

  @Test
  void whatFailedOrWasSkippedFailsTheRun() throws Exception {
    hasJdk();
    for (String fault : List.of("<failure message=\"x\">", "<error>", "<skipped/>")) {
      reports(report("<testcase name=\"a\">\n" + fault + "\n</testcase>\n"));
      toban("test", "--quick");
      assertThat(out).contains("Tests run: 1, ");
      assertThat(exit).as(fault).isEqualTo(1);
    }
  }

  @Test
  void aReportThatIsNotWholeFailsTheRun() throws Exception {
    hasJdk();
    String whole = report("<testcase name=\"a\"/>\n");
    for (String broken : List.of("", whole.replace("</testsuite>", ""))) {
      reports(whole, broken);
      toban("test", "--quick");
      assertThat(err).contains("TEST-1.xml cannot be read or is not whole");
      assertThat(exit).isEqualTo(1);
    }
    reports();
    toban("test", "--quick");
    assertThat(exit).as("no tests at all").isEqualTo(1);
  }
}
