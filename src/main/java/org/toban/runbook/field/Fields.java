package org.toban.runbook.field;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a script needs before it can run.
 *
 * @param list in the order of their first uses
 * @param script what runs: the runbook's text, in which each placeholder is a reference to a shell
 *     variable; the text itself when there are none
 * @param troubles why no value can be given safely; while there are any, the script must not run
 */
public record Fields(List<Field> list, String script, List<Trouble> troubles) {
  public Fields {
    list = List.copyOf(list);
    troubles = List.copyOf(troubles);
  }

  /**
   * A place where no value may stand.
   *
   * @param written the placeholder or variable
   * @param line in the script, counted from 1
   */
  public record Trouble(Why why, String written, int line) {}

  /** Why a value may not stand somewhere. */
  public enum Why {
    /** It stands where the name of a program does. */
    PROGRAM,
    /** It would become part of a text that another program runs. */
    OTHER_SHELL,
    /** It is in arithmetic, where a shell runs what a value holds. */
    ARITHMETIC,
    /** It stands in backticks, ${…}, $'…' or a here-document with a quoted delimiter. */
    PLACE,
    /** It sets a variable that changes what the shell runs. */
    SETS_SHELL,
    /** It looks like a secret, and what is typed is kept. */
    SECRET,
    /** The script does not close a quote, a bracket or a here-document. */
    UNCLOSED,
    /** The script is nested too deeply, or has too many values. */
    TOO_MANY
  }

  /** Reads the script of a shell step. */
  public static Fields of(String script) {
    return ShellReader.read(script);
  }

  /** A script that is no shell's: nothing in it is filled. */
  public static Fields none(String script) {
    return new Fields(List.of(), script, List.of());
  }

  /** The shell variables of values by the names of their fields; what is not given has none. */
  public SortedMap<String, String> variables(Map<String, String> values) {
    SortedMap<String, String> variables = new TreeMap<>();
    for (Field field : list) {
      String value = values.getOrDefault(field.name(), "");
      if (!value.isEmpty()) {
        field.variables().forEach(variable -> variables.put(variable, value));
      }
    }
    return variables;
  }
}
