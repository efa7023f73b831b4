package org.toban.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.toban.runbook.Flaw;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.RuleRef;

/**
 * The alerting rules of Prometheus rules files, as far as lint holds them against runbooks.
 *
 * @param problems what is wrong with the files themselves
 */
public record RulesFile(List<RuleRef> rules, List<Problem> problems) {
  public RulesFile {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }

  /** Reads files, and all YAML files of folders in which only those with rules count. */
  public static RulesFile read(List<Path> paths) {
    List<RuleRef> rules = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : paths) {
      boolean folder = Files.isDirectory(path);
      for (Path file : folder ? yamlIn(path, problems) : List.of(path)) {
        RulesFile one = read(file, folder);
        rules.addAll(one.rules);
        problems.addAll(one.problems);
      }
    }
    return new RulesFile(rules, problems);
  }

  public static boolean isYaml(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  private static List<Path> yamlIn(Path folder, List<Problem> problems) {
    try (Stream<Path> files = Files.walk(folder, 20)) {
      return files.filter(it -> isYaml(it) && Files.isRegularFile(it)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(problem(new Mistake(folder, 1, 1, Slip.CANNOT_BE_READ.of(e))));
      return List.of();
    }
  }

  private static RulesFile read(Path file, boolean inFolder) {
    Mistakes mistakes = new Mistakes(file);
    List<RuleRef> rules = new ArrayList<>();
    List<Node> documents = compose(file, mistakes);
    long found = documents.stream().filter(it -> document(file, it, rules)).count();
    if (found == 0 && !inFolder && mistakes.all().isEmpty()) {
      mistakes.add(1, 1, Slip.NO_GROUPS.of());
    }
    return new RulesFile(rules, mistakes.all().stream().map(RulesFile::problem).toList());
  }

  /** A rules file, a PrometheusRule of Kubernetes or a list of them; whether it is one of these. */
  private static boolean document(Path file, Node root, List<RuleRef> rules) {
    Node spec = value(root, "spec");
    Node groups = value(spec == null ? root : spec, "groups");
    boolean found = groups != null;
    for (Node group : items(groups)) {
      for (Node rule : items(value(group, "rules"))) {
        rule(file, rule).ifPresent(rules::add);
      }
    }
    for (Node item : items(value(root, "items"))) {
      boolean nested = value(item, "spec") != null && document(file, item, rules);
      found |= nested;
    }
    return found;
  }

  private static List<Node> compose(Path file, Mistakes mistakes) {
    try {
      return Yaml.composeAll(Files.readString(file), mistakes);
    } catch (IOException e) {
      mistakes.add(1, 1, Slip.CANNOT_BE_READ.of(e));
      return List.of();
    }
  }

  private static Optional<RuleRef> rule(Path file, Node rule) {
    if (!(value(rule, "alert") instanceof ScalarNode alert)) {
      return Optional.empty(); // a recording rule
    }
    int line = alert.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return Optional.of(
        new RuleRef(
            alert.getValue(),
            text(value(rule, "annotations"), "runbook_url"),
            text(value(rule, "labels"), "severity"),
            new Place(file.toString(), line)));
  }

  private static @Nullable String text(@Nullable Node mapping, String key) {
    return value(mapping, key) instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  private static @Nullable Node value(@Nullable Node mapping, String key) {
    if (mapping instanceof MappingNode it) {
      for (NodeTuple entry : it.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return entry.getValueNode();
        }
      }
    }
    return null;
  }

  private static List<Node> items(@Nullable Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  private static Problem problem(Mistake mistake) {
    return Problem.of(
        new Place(mistake.file().toString(), mistake.line()),
        Flaw.UNREADABLE_RULES,
        mistake.what());
  }
}
