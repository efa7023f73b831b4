package org.toban.remedy.openssh;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that stand on the Host lines of a file and of those that it includes, without patterns;
 * what the lines say is left to {@link OptionReader}.
 */
final class HostLines {
  private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.+)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final int DEEPEST = 16; // as OpenSSH

  private final Path home;
  private final Set<String> names = new LinkedHashSet<>();

  private HostLines(Path home) {
    this.home = home;
  }

  static List<String> of(Path file, Path home) throws IOException {
    HostLines lines = new HostLines(home);
    lines.read(file, 0);
    return List.copyOf(lines.names);
  }

  private void read(Path file, int depth) throws IOException {
    for (String text : Files.readAllLines(file)) {
      Matcher line = LINE.matcher(text);
      if (line.matches()) {
        List<String> words = words(line.group(2));
        switch (line.group(1).toLowerCase(Locale.ROOT)) {
          case "host" ->
              words.stream().filter(it -> PLAIN.matcher(it).matches()).forEach(names::add);
          case "include" -> include(words, depth);
          default -> {}
        }
      }
    }
  }

  private void include(List<String> patterns, int depth) throws IOException {
    if (depth == DEEPEST) {
      return;
    }
    for (String pattern : patterns) {
      Path path =
          pattern.startsWith("~/")
              ? home.resolve(pattern.substring(2))
              : home.resolve(".ssh").resolve(pattern);
      Path folder = path.getParent();
      if (folder != null && Files.isDirectory(folder)) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found =
            Files.newDirectoryStream(folder, String.valueOf(path.getFileName()))) {
          found.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
          read(file, depth + 1);
        }
      }
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String plain = word.group(2);
      if (plain != null && plain.startsWith("#")) {
        break;
      }
      words.add(plain == null ? word.group(1) : plain);
    }
    return words;
  }
}
