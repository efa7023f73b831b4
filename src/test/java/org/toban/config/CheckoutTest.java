package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.runbook.Runbook;

/** The commit of runbooks in real checkouts, made by git itself. */
class CheckoutTest {
  private static final String RUNBOOK = "# Alert: Disk\n\n## Respond\n\n```bash\ndf -h\n```\n";

  @TempDir Path folder;
  private Path top = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void checkout() throws Exception {
    top = Files.createDirectory(folder.resolve("books"));
    file = Files.createDirectory(top.resolve("ops")).resolve("disk.md");
    init(top);
  }

  private void init(Path place, String... options) throws Exception {
    List<String> init = new ArrayList<>(List.of("init", "-q", "-b", "main"));
    init.addAll(List.of(options));
    git(place, init.toArray(String[]::new));
    Files.createDirectories(place.resolve("ops"));
    Files.writeString(place.resolve("ops/disk.md"), RUNBOOK);
    Files.writeString(place.resolve("ops/diskette.md"), "# Alert: Diskette\n");
    git(place, "add", ".");
    git(place, "commit", "-q", "-m", "books");
  }

  private static String git(Path place, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", place.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "t",
                "GIT_AUTHOR_EMAIL", "t@example.com",
                "GIT_COMMITTER_NAME", "t",
                "GIT_COMMITTER_EMAIL", "t@example.com"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + output).isZero();
    return output.strip();
  }

  private static String revision(Path root) {
    return new RunbookFolder(List.of(root))
        .read()
        .runbookNamed("Disk")
        .map(Runbook::source)
        .orElseThrow()
        .revision();
  }

  @Test
  void theCommitOfEachFolder() throws Exception {
    String commit = git(top, "rev-parse", "HEAD");
    assertThat(revision(top)).isEqualTo(commit);
    assertThat(revision(top.resolve("ops"))).isEqualTo(commit);
    assertThat(revision(file)).isEqualTo(commit);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("x.md"), "# Alert: Other\n");
    assertThat(new RunbookFolder(List.of(other, top)).read().runbooks())
        .extracting(it -> it.source().revision())
        .containsExactly("", commit, commit);
  }

  @Test
  void aFileThatDiffersIsMarked() throws Exception {
    String commit = git(top, "rev-parse", "HEAD");
    Files.writeString(top.resolve("new.md"), "# Alert: New\n");
    assertThat(revision(top)).as("another file is new").isEqualTo(commit);
    Files.writeString(file, RUNBOOK + "\nmore\n");
    assertThat(revision(top)).isEqualTo(commit + "+");
    assertThat(new RunbookFolder(List.of(top)).read().runbookNamed("New").orElseThrow().source())
        .extracting(Runbook.Source::revision)
        .isEqualTo(commit + "+");
    git(top, "commit", "-q", "-a", "-m", "more");
    assertThat(revision(top)).isEqualTo(git(top, "rev-parse", "HEAD")).isNotEqualTo(commit);
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertThat(revision(top)).as("Windows' line ends").doesNotEndWith("+");
  }

  @Test
  void packedRefsBranchesAndDetachedHeads() throws Exception {
    String commit = git(top, "rev-parse", "HEAD");
    git(top, "pack-refs", "--all");
    assertThat(top.resolve(".git/refs/heads/main")).doesNotExist();
    assertThat(revision(top)).isEqualTo(commit);
    git(top, "checkout", "-q", "-b", "team/night");
    assertThat(revision(top)).isEqualTo(commit);
    git(top, "checkout", "-q", "--detach");
    assertThat(revision(top)).isEqualTo(commit);
    git(top, "gc", "-q");
    assertThat(revision(top)).isEqualTo(commit);
  }

  @Test
  void linkedWorktreesAndSubmodules() throws Exception {
    Path linked = folder.resolve("linked");
    git(top, "worktree", "add", "-q", "-b", "other", linked.toString());
    Files.writeString(linked.resolve("ops/disk.md"), RUNBOOK + "\nmore\n");
    git(linked, "commit", "-q", "-a", "-m", "more");
    assertThat(revision(linked)).isEqualTo(git(linked, "rev-parse", "HEAD"));
    assertThat(revision(top)).isEqualTo(git(top, "rev-parse", "HEAD"));
    Path outer = Files.createDirectory(folder.resolve("outer"));
    init(outer);
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", top.toString(), "sub");
    assertThat(revision(outer.resolve("sub"))).isEqualTo(git(top, "rev-parse", "HEAD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3", "4"})
  void versionsOfTheIndex(String version) throws Exception {
    git(top, "update-index", "--index-version", version);
    if (version.equals("3")) {
      Files.writeString(top.resolve("later.md"), "# Later\n");
      git(top, "add", "-N", "later.md");
    }
    assertThat(Files.readAllBytes(top.resolve(".git/index"))[7]).isEqualTo(Byte.parseByte(version));
    assertThat(revision(top)).isEqualTo(git(top, "rev-parse", "HEAD"));
  }

  @Test
  void idsOfSha256() throws Exception {
    Path long1 = Files.createDirectory(folder.resolve("long"));
    init(long1, "--object-format=sha256");
    assertThat(revision(long1)).hasSize(64).isEqualTo(git(long1, "rev-parse", "HEAD"));
  }

  @Test
  void beforeTheFirstCommitThereIsNone() throws Exception {
    Path young = Files.createDirectory(folder.resolve("young"));
    git(young, "init", "-q");
    Files.writeString(young.resolve("disk.md"), RUNBOOK);
    assertThat(revision(young)).isEmpty();
  }

  /**
   * Whatever stands in git's files: the runbook is read, and nothing is run or read through them.
   */
  @ParameterizedTest
  @CsvSource({
    "HEAD, nonsense, false",
    "HEAD, ref: refs/../../../etc/passwd, false",
    "HEAD, ref: /etc/passwd, false",
    "HEAD, ref: refs/heads/main, true",
    "index, DIRC, true",
    "index, '', true",
    "index, junk, true",
    "packed-refs, junk, true",
    "commondir, /nowhere, true",
  })
  void damagedFiles(String name, String text, boolean commit) throws Exception {
    String id = git(top, "rev-parse", "HEAD");
    Files.writeString(top.resolve(".git").resolve(name), text);
    assertThat(revision(top)).isIn(commit ? List.of(id, id + "+", "") : List.of(""));
  }

  @Test
  void theStampChangesWithACommit() throws Exception {
    Files.writeString(file, RUNBOOK + "\nmore\n");
    RunbookFolder books = new RunbookFolder(List.of(top));
    String before = books.stamp();
    git(top, "commit", "-q", "-a", "-m", "more");
    assertThat(books.stamp()).isNotEqualTo(before);
  }

  @Test
  void theIndexThatIsCutOffIsRefused() throws IOException {
    byte[] index = Files.readAllBytes(top.resolve(".git/index"));
    for (int length = 0; length < 150; length++) {
      byte[] cut = java.util.Arrays.copyOf(index, length);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> GitIndex.read(cut, 20)))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class);
    }
  }
}
