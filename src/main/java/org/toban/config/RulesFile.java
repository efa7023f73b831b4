package org.toban.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.RuleRef;

/**
 * The alerting rules of a Prometheus rules file, as far as lint holds them against runbooks.
 *
 * @param problems what is wrong with the file itself
 */
public record RulesFile(List<RuleRef> rules, List<Problem> problems) {
  public RulesFile {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }

  public static RulesFile read(Path file) {
    Mistakes mistakes = new Mistakes(file);
    List<RuleRef> rules = new ArrayList<>();
    compose(file, mistakes)
        .ifPresent(root -> {
          for (Node group : items(value(root, "groups"))) {
            for (Node rule : items(value(group, "rules"))) {
              rule(file, rule).ifPresent(rules::add);
            }
          }
          if (value(root, "groups") == null) {
            mistakes.add(1, 1, "has no 'groups:'", "give a rules file of Prometheus");
          }
        });
    return new RulesFile(rules, mistakes.all().stream().map(RulesFile::problem).toList());
  }

  private static Optional<Node> compose(Path file, Mistakes mistakes) {
    try {
      return Yaml.compose(Files.readString(file), mistakes);
    } catch (IOException e) {
      mistakes.add(1, 1, "cannot be read: " + e, "");
      return Optional.empty();
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
    return new Problem(
        new Place(mistake.file().toString(), mistake.line()),
        Problem.Level.ERROR,
        "unreadable-rules",
        mistake.what() + (mistake.instead().isEmpty() ? "" : "; " + mistake.instead()),
        List.of());
  }
}
