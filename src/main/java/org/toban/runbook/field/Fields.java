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
  public record Trouble(Why why, String written, int line) {
    /** What is wrong, and what to do, in English. */
    public String message() {
      return (written.isEmpty() ? "The script" : written) + " " + why.message;
    }
  }

  /** Why a value may not stand somewhere. */
  public enum Why {
    PROGRAM(
        "stands where the name of a program does, and only a runbook says what runs; name the program"),
    OTHER_SHELL(
        "would become part of a text that another program runs; hand it over as an argument, such as"
            + " sh -c '… \"$1\"' sh VALUE"),
    ARITHMETIC(
        "is in arithmetic, where a shell runs what a value holds; test and compute without it"),
    PLACE(
        "stands in backticks, ${…}, $'…' or a here-document with a quoted delimiter, where no value can be put;"
            + " put it in a variable before, or write $( ) for backticks"),
    SETS_SHELL("sets a variable that changes what the shell runs; write its value"),
    SECRET(
        "looks like a secret, and what is typed is kept in the history; let the script read it on the host,"
            + " or give it a default"),
    UNCLOSED(
        "does not close a quote, a bracket or a here-document, so no value can be put into it"),
    TOO_MANY("is nested too deeply, or has too many values, to be filled; divide it");

    private final String message;

    Why(String message) {
      this.message = message;
    }
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
