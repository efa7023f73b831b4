package org.toban.runbook.field;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the uses of placeholders and variables in a script come to: its fields and troubles. */
final class Finding {
  private final ShellText text;
  private final Found found;
  private final Set<String> assigned = new HashSet<>();

  /** Variables that hold, or may hold, a value of a field. */
  private final Set<String> holders = new HashSet<>();

  private final Set<Fields.Trouble> troubles = new LinkedHashSet<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private Finding(ShellText text, Found found) {
    this.found = found;
    this.text = text;
  }

  static Fields of(String script, ShellText text, Found found) {
    Finding it = new Finding(text, found);
    it.read();
    return it.fields.isEmpty() && it.troubles.isEmpty()
        ? Fields.none(script)
        : new Fields(List.copyOf(it.fields.values()), found.rewritten(), List.copyOf(it.troubles));
  }

  private void read() {
    assigned.addAll(found.assigned);
    found.commands.forEach(this::assignments);
    List<Use> needed = found.uses.stream().filter(this::isField).toList();
    needed.forEach(use -> holders.add(use.variable()));
    for (int before = -1; before != holders.size(); ) {
      before = holders.size();
      found.uses.stream()
          .filter(use -> holders.contains(use.variable()))
          .forEach(use -> holders.addAll(use.sets()));
    }
    found.uses.stream().filter(use -> holders.contains(use.variable())).forEach(this::judge);
    needed.forEach(this::add);
    if (text.isGivenUp() || fields.size() > ShellReader.MOST) {
      troubles.add(new Fields.Trouble(Fields.Why.TOO_MANY, "", 1));
    } else if (!needed.isEmpty() && text.isUnclosed()) {
      troubles.add(new Fields.Trouble(Fields.Why.UNCLOSED, "", 1));
    }
    if (!needed.isEmpty()) {
      everywhere(needed.getFirst());
    }
  }

  /** What makes every value of the script unsafe, wherever it stands. */
  private void everywhere(Use first) {
    boolean integers =
        found.commands.stream()
            .anyMatch(it ->
                !it.words.isEmpty()
                    && Set.of("declare", "typeset", "local").contains(it.words.getFirst())
                    && it.words.stream().anyMatch(word -> word.matches("-[a-zA-Z]*[in].*")));
    holders.stream()
        .filter(found.computed::contains)
        .forEach(name -> troubles.add(trouble(Fields.Why.ARITHMETIC, "$" + name, first)));
    if (integers) {
      troubles.add(trouble(Fields.Why.ARITHMETIC, first.written(), first));
    }
    boolean group =
        found.commands.stream()
            .filter(it -> it.pipeline.indexOf(it) > 0 && Judge.readsCode(it.words))
            .map(it -> it.pipeline.get(it.pipeline.indexOf(it) - 1).words)
            .anyMatch(
                it -> it.isEmpty() || Set.of("}", "done", "fi", "esac").contains(it.getFirst()));
    if (group) {
      troubles.add(trouble(Fields.Why.OTHER_SHELL, first.written(), first));
    }
  }

  private static Fields.Trouble trouble(Fields.Why why, String written, Use use) {
    return new Fields.Trouble(why, written, use.line());
  }

  /** The variables that a command sets. */
  private void assignments(CommandLine command) {
    List<String> words = command.words;
    int at = 0;
    while (at < words.size() && !CommandLine.assigned(words.get(at)).isEmpty()) {
      assigned.add(CommandLine.assigned(words.get(at++)));
    }
    while (at < words.size()
        && Set.of("while", "until", "if", "do", "then", "!", "else").contains(words.get(at))) {
      at++;
    }
    String program = at < words.size() ? words.get(at) : "";
    List<String> rest = words.subList(Math.min(words.size(), at + 1), words.size());
    switch (program) {
      case "" -> {}
      case "for", "select" -> assigned.addAll(rest.subList(0, Math.min(1, rest.size())));
      case "read", "getopts", "mapfile", "readarray", "unset", "local", "declare", "typeset" ->
          rest.forEach(it -> assigned.add(CommandLine.assigned(it + "=")));
      default -> {
        if (program.equals("printf") && rest.size() > 1 && rest.getFirst().equals("-v")) {
          assigned.add(rest.get(1));
        }
      }
    }
    boolean sets =
        Set.of("export", "local", "declare", "typeset", "readonly", "do", "then").contains(program);
    if (sets || !CommandLine.assigned(program).isEmpty()) {
      words.forEach(it -> assigned.add(CommandLine.assigned(it)));
    }
  }

  private boolean isField(Use use) {
    if (use.placeholder() != null) {
      return true;
    }
    String name = use.variable();
    if (!Names.isUpperCase(name) || Names.isKnown(name)) {
      return false;
    }
    boolean optional = use.fallback() != null;
    return (!assigned.contains(name) || (optional && use.sets().contains(name)))
        && !(optional && Names.isSecret(name));
  }

  private void judge(Use use) {
    Fields.Why why = use.why();
    if (why == null) {
      why = Judge.judge(use);
    }
    if (why == null
        && isField(use)
        && Names.isSecret(use.placeholder() == null ? use.variable() : use.placeholder().name())) {
      why = Fields.Why.SECRET;
    }
    if (why != null) {
      troubles.add(trouble(why, use.written(), use));
    }
  }

  private void add(Use use) {
    Placeholder placeholder = use.placeholder();
    String name = Names.of(placeholder == null ? use.variable() : placeholder.name());
    fields.merge(
        name,
        new Field(
            name,
            use.written(),
            List.of(use.variable()),
            use.fallback(),
            use.startsArgument(),
            !use.quoted(),
            use.line()),
        Finding::merged);
  }

  private static Field merged(Field one, Field other) {
    Set<String> variables = new LinkedHashSet<>(one.variables());
    variables.addAll(other.variables());
    @Nullable String fallback = one.required() || other.required() ? null : one.fallback();
    return new Field(
        one.name(),
        one.written(),
        List.copyOf(variables),
        fallback,
        one.startsArgument() || other.startsArgument(),
        one.splits() || other.splits(),
        one.line());
  }
}
