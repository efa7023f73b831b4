package org.toban.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML text to nodes with their positions. Nothing is ever constructed from a tag, and aliases are
 * only references, so neither types nor "billion laughs" can do harm.
 */
final class Yaml {
  private Yaml() {}

  static Optional<Node> compose(String text, Mistakes mistakes) {
    return read(it -> it.composeString(text), mistakes).flatMap(node -> node);
  }

  /** Every document of a text that may have several; empty when one of them cannot be read. */
  static List<Node> composeAll(String text, Mistakes mistakes) {
    Function<Compose, List<Node>> all =
        compose -> {
          List<Node> documents = new ArrayList<>();
          compose.composeAllFromString(text).forEach(documents::add);
          return documents;
        };
    return read(all, mistakes).orElse(List.of());
  }

  private static <T> Optional<T> read(Function<Compose, T> reading, Mistakes mistakes) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(16 << 20).build();
    try {
      return Optional.of(reading.apply(new Compose(settings)));
    } catch (MarkedYamlEngineException e) {
      e.getProblemMark()
          .ifPresentOrElse(
              mark ->
                  mistakes.add(
                      mark.getLine() + 1, mark.getColumn() + 1, Slip.NOT_YAML.of(e.getProblem())),
              () -> mistakes.add(1, 1, Slip.NOT_YAML_AT_ALL.of(e.getProblem())));
    } catch (YamlEngineException e) {
      mistakes.add(1, 1, Slip.NOT_YAML_AT_ALL.of(e.getMessage()));
    } catch (StackOverflowError e) {
      mistakes.add(1, 1, Slip.TOO_DEEP.of());
    }
    return Optional.empty();
  }
}
