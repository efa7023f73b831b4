package org.toban.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The git checkout that a folder stands in, read from git's own files. The git program is not
 * called: a checkout's configuration may name programs, and reading a runbook must run none.
 *
 * @param top the folder that the checkout begins at
 * @param commit what is checked out, in hexadecimal digits
 * @param staged the id of each file that git knows, by its path below {@code top}
 */
record Checkout(Path top, String commit, Map<String, String> staged) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern REF = Pattern.compile("refs(?:/[^/.\\s][^/\\s]{0,200}){1,20}");
  private static final long LARGEST = 64 << 20;
  private static final int SHA1 = 40;
  private static final int DEEPEST = 5;

  /** The checkout around a folder or file; null when there is none that can be read. */
  static @Nullable Checkout around(Path place) {
    try {
      for (Path folder = place.toRealPath(); folder != null; folder = folder.getParent()) {
        Path git = folder.resolve(".git");
        if (Files.exists(git)) {
          return open(folder, Files.isDirectory(git) ? git : linked(folder, git));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // as good as none: a runbook is read all the same, without its commit
    }
    return null;
  }

  /** Where a linked worktree or a submodule has its files. */
  private static Path linked(Path folder, Path file) throws IOException {
    String text = text(file);
    if (!text.startsWith("gitdir:")) {
      throw new IOException(file + " names no folder");
    }
    return folder.resolve(text.substring("gitdir:".length()).strip());
  }

  private static @Nullable Checkout open(Path top, Path git) throws IOException {
    Path shared = git.resolve("commondir");
    Path common = Files.exists(shared) ? git.resolve(text(shared).strip()) : git;
    String commit = commit(git, common, text(git.resolve("HEAD")), 0);
    if (commit == null) {
      return null;
    }
    Path index = git.resolve("index");
    Map<String, String> staged =
        Files.exists(index) && Files.size(index) <= LARGEST
            ? GitIndex.read(Files.readAllBytes(index), commit.length() / 2)
            : Map.of();
    return new Checkout(top, commit, staged);
  }

  private static @Nullable String commit(Path git, Path common, String head, int depth)
      throws IOException {
    String text = head.strip();
    if (!text.startsWith("ref:")) {
      return ID.matcher(text).matches() ? text : null;
    }
    String ref = text.substring("ref:".length()).strip();
    if (!REF.matcher(ref).matches() || ref.contains("..") || depth > DEEPEST) {
      return null;
    }
    for (Path place : new Path[] {git, common}) {
      if (Files.isRegularFile(place.resolve(ref))) {
        return commit(git, common, text(place.resolve(ref)), depth + 1);
      }
    }
    Path packed = common.resolve("packed-refs");
    return Files.exists(packed) ? packed(text(packed), ref) : null;
  }

  private static @Nullable String packed(String refs, String ref) {
    return refs.lines()
        .filter(line -> line.endsWith(" " + ref))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .filter(id -> ID.matcher(id).matches())
        .findFirst()
        .orElse(null);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is too large");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The commit, with a {@code +} behind when a file of the checkout is not as git has it. */
  String revisionOf(Path file, byte[] content) throws IOException {
    String path = top.relativize(file.toRealPath()).toString().replace('\\', '/');
    String known = staged.get(path);
    boolean same = known != null && (known.equals(id(content)) || known.equals(id(unix(content))));
    return same ? commit : commit + "+";
  }

  /** With line feeds alone, as git stores what it checks out with Windows' line ends. */
  private static byte[] unix(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace("\r\n", "\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String id(byte[] content) {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(commit.length() == SHA1 ? "SHA-1" : "SHA-256");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-1", missing);
    }
  }
}
