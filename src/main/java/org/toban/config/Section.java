package org.toban.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.toban.saying.Saying;

/**
 * One mapping of toban.yml, read by the table of keys. What is wrong is noted and read as if it
 * were not there, so that reading goes on to the next mistake.
 */
final class Section {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");

  private final String path;
  private final Node node;
  private final Mistakes mistakes;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private boolean refusedSecret;

  private Section(String path, Node node, Mistakes mistakes) {
    this.path = path;
    this.node = node;
    this.mistakes = mistakes;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::take);
    } else {
      mistakes.add(
          node, path.isEmpty() ? Slip.FILE_WITHOUT_KEYS.of() : Slip.SECTION_WITHOUT_KEYS.of(path));
    }
  }

  static Section root(Node node, Mistakes mistakes) {
    return new Section("", node, mistakes);
  }

  private void take(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      mistakes.add(entry.getKeyNode(), Slip.KEY_NO_WORD.of());
      return;
    }
    String written = key.getValue();
    Optional<Key> known = Key.of(path, written);
    if (known.isEmpty()) {
      mistakes.add(key, unknown(written));
      return;
    }
    switch (known.get().kind()) {
      case LATER -> mistakes.add(key, Slip.LATER.of(written));
      case INLINE_SECRET -> {
        refusedSecret = true;
        mistakes.add(key, Slip.SECRET_IN_FILE.of(String.join(", ", referencesOf(written))));
      }
      case NEVER -> mistakes.add(key, HttpKeys.refusal(written).of());
      default -> {
        if (values.putIfAbsent(written, entry.getValueNode()) != null) {
          mistakes.add(key, Slip.TWICE.of(written));
        }
      }
    }
  }

  /** The keys that take a secret from elsewhere: {@code secrets} as files or {@code secret_env}. */
  private List<String> referencesOf(String secret) {
    String stem = secret.equals("secrets") ? "secret" : secret;
    return Key.namesIn(path).stream()
        .filter(
            name -> name.startsWith(stem + "_") || (stem.equals("secret") && name.equals("files")))
        .toList();
  }

  private Saying unknown(String written) {
    List<String> names = Key.namesIn(path);
    return names.stream()
        .filter(name -> distance(name, written) <= Math.max(1, name.length() / 3))
        .min(java.util.Comparator.comparingInt(name -> distance(name, written)))
        .map(name -> Slip.NEAR_KEY.of(written, name))
        .orElseGet(() -> Slip.UNKNOWN_KEY.of(written, String.join(", ", names)));
  }

  /** Edits (insert, delete, replace) from one word to the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    java.util.Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[other.length()];
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Whether a secret stood here in the open, which is noted already. */
  boolean refusedSecret() {
    return refusedSecret;
  }

  boolean isWritten() {
    return node.getStartMark().isPresent();
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Notes a mistake at a key, or at the section when the key is not written. */
  void wrong(String key, Saying told) {
    mistakes.add(values.getOrDefault(key, node), told);
  }

  @Nullable String text(String key) {
    Node value = values.get(key);
    if (value == null) {
      return standard(key);
    }
    return scalar(value, key);
  }

  /** A text that must be written; the empty text, noted as a mistake, when it is not. */
  String required(String key) {
    String text = text(key);
    if (text == null && !has(key)) {
      wrong(key, path.isEmpty() ? Slip.FILE_LACKS.of(key) : Slip.SECTION_LACKS.of(path, key));
    }
    return text == null ? "" : text;
  }

  List<String> texts(String key) {
    Node value = values.get(key);
    List<String> texts = new ArrayList<>();
    if (value instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String text = scalar(item, key);
        if (text != null) {
          texts.add(text);
        }
      }
    } else {
      String text = text(key);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  Duration duration(String key) {
    return Spans.parse(
            valueOrStandard(key, text -> Spans.parse(text).isPresent(), Slip.NO_DURATION))
        .orElseThrow();
  }

  /** A duration that may not be nothing. */
  Duration positive(String key) {
    Duration duration = duration(key);
    if (duration.isZero()) {
      wrong(key, Slip.NO_TIME.of(key));
      return Spans.parse(standardOf(key)).orElseThrow();
    }
    return duration;
  }

  int count(String key) {
    return Integer.parseInt(
        valueOrStandard(key, text -> text.matches("[1-9]\\d{0,5}"), Slip.NO_COUNT));
  }

  boolean flag(String key) {
    return valueOrStandard(key, text -> text.matches("true|false"), Slip.NO_FLAG).equals("true");
  }

  long size(String key) {
    Matcher size =
        SIZE.matcher(valueOrStandard(key, text -> SIZE.matcher(text).matches(), Slip.NO_SIZE));
    if (!size.matches()) {
      throw new IllegalStateException("the default of " + key + " is no size");
    }
    return Long.parseLong(size.group(1))
        << switch (size.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 0;
        };
  }

  /** A section; one with nothing in it when it is not written. */
  Section section(String key) {
    Node value = values.get(key);
    return new Section(child(key), value == null ? nothing() : value, mistakes);
  }

  /** Sections under names that the person chose, in the order of the file. */
  Map<String, Section> named() {
    Map<String, Section> sections = new LinkedHashMap<>();
    values.forEach((key, value) -> sections.put(key, new Section(child(key), value, mistakes)));
    return sections;
  }

  /** One section, or each of a list; none when the key is not written. */
  List<Section> sections(String key) {
    Node value = values.get(key);
    if (value instanceof SequenceNode list) {
      if (list.getValue().isEmpty()) {
        wrong(key, Slip.NOTHING_IN_LIST.of(key));
      }
      return list.getValue().stream().map(item -> new Section(child(key), item, mistakes)).toList();
    }
    return value == null ? List.of() : List.of(section(key));
  }

  List<Section> list(String key) {
    Node value = values.get(key);
    List<Section> sections = new ArrayList<>();
    if (value instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        sections.add(new Section(child(key) + "[]", item, mistakes));
      }
    } else if (value != null) {
      mistakes.add(value, Slip.NO_LIST.of(key));
    }
    return sections;
  }

  private String child(String key) {
    return Key.table(Key.of(path, key).orElseThrow().path());
  }

  private String valueOrStandard(
      String key, java.util.function.Predicate<String> right, Slip otherwise) {
    Node value = values.get(key);
    String text = value == null ? null : scalar(value, key);
    if (text == null) {
      return standardOf(key);
    }
    if (!right.test(text)) {
      wrong(key, otherwise.of(text, key));
      return standardOf(key);
    }
    return text;
  }

  private String standardOf(String key) {
    return Key.of(path, key).orElseThrow().standard();
  }

  private @Nullable String standard(String key) {
    String standard = standardOf(key);
    return standard.isEmpty() ? null : standard;
  }

  private @Nullable String scalar(Node value, String key) {
    if (!(value instanceof ScalarNode scalar)) {
      mistakes.add(value, Slip.SEVERAL_VALUES.of(key));
      return null;
    }
    if (scalar.getValue().isBlank() || scalar.getTag().equals(Tag.NULL)) {
      mistakes.add(value, Slip.NO_VALUE.of(key));
      return null;
    }
    return scalar.getValue().strip();
  }

  private static Node nothing() {
    return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
  }
}
