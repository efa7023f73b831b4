package org.toban.drill.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A shell's variables. */
final class Variables {
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> exported = new HashSet<>();
  private final Set<String> constant = new HashSet<>();

  static Variables of(Map<String, String> environment) {
    Variables variables = new Variables();
    variables.values.putAll(environment);
    variables.exported.addAll(environment.keySet());
    return variables;
  }

  Variables copy() {
    Variables copy = new Variables();
    copy.values.putAll(values);
    copy.exported.addAll(exported);
    copy.constant.addAll(constant);
    return copy;
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  void set(String name, String value) {
    if (constant.contains(name)) {
      throw new Ending.Exit(2, name + ": is read only");
    }
    values.put(name, value);
  }

  void unset(String name) {
    values.remove(name);
    exported.remove(name);
  }

  void export(String name) {
    exported.add(name);
  }

  void freeze(String name) {
    constant.add(name);
  }

  boolean isExported(String name) {
    return exported.contains(name);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(values);
    environment.keySet().retainAll(exported);
    return environment;
  }
}
