package org.toban.drill.tools;

import java.util.HashMap;
import java.util.Map;
import org.toban.drill.shell.Program;

/** All the everyday commands. */
public final class Toolbox {
  private Toolbox() {}

  public static Map<String, Program> programs() {
    Map<String, Program> all = new HashMap<>();
    all.putAll(Words.programs());
    all.putAll(Text.programs());
    all.putAll(FileTools.programs());
    all.putAll(ProcessTools.programs());
    all.putAll(Wrappers.programs());
    return all;
  }
}
