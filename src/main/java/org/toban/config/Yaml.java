package org.toban.config;

import java.util.Optional;
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
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(16 << 20).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      e.getProblemMark()
          .ifPresentOrElse(
              mark ->
                  mistakes.add(
                      mark.getLine() + 1,
                      mark.getColumn() + 1,
                      "not YAML: " + e.getProblem(),
                      "look at the indentation and the quotes here"),
              () -> mistakes.add(1, 1, "not YAML: " + e.getProblem(), ""));
    } catch (YamlEngineException e) {
      mistakes.add(1, 1, "not YAML: " + e.getMessage(), "");
    } catch (StackOverflowError e) {
      mistakes.add(1, 1, "nested too deeply", "");
    }
    return Optional.empty();
  }
}
