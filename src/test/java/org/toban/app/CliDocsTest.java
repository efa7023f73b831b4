package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/cli.md against the commands that there are. */
class CliDocsTest {
  @TempDir Path folder;

  @Test
  void everyCommandAndOptionIsDescribed() throws IOException {
    String docs = Files.readString(Path.of("docs/cli.md"));
    List<String> missing = new ArrayList<>();
    look("toban", Shell.commandLine(folder), docs, missing);
    assertThat(missing).isEmpty();
  }

  private static void look(String name, CommandLine line, String docs, List<String> missing) {
    if (!docs.contains(name)) {
      missing.add(name);
    }
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!docs.contains(option.longestName())) {
        missing.add(name + " " + option.longestName());
      }
    }
    line.getSubcommands().forEach((sub, it) -> look(name + " " + sub, it, docs, missing));
  }
}
