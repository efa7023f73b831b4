package org.toban.config.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that a person is changing.
 *
 * @param before as it stands on the disk
 * @param text as it would be written
 */
public record Draft(String before, String text) {
  public static Draft of(String text) {
    return new Draft(text, text);
  }

  public boolean isChanged() {
    return !before.equals(text);
  }

  public Draft withText(String next) {
    return new Draft(before, next);
  }

  public Draft reverted() {
    return of(before);
  }

  /** The same with a value at a place; empty when only a person can write it. */
  public Optional<Draft> put(Way way, Tree value) {
    return YamlEdit.put(text, way, value).map(this::withText);
  }

  /** The same without what stands at a place; empty when only a person can take it away. */
  public Optional<Draft> remove(Way way) {
    return YamlEdit.remove(text, way).map(this::withText);
  }

  /** The text from an editor that knows one line end only, with the ends that lines had. */
  public Draft edited(String lines) {
    List<String> old = Lines.of(text).toList();
    List<String> now = Lines.of(lines).toList();
    String end = Lines.terminator(text);
    int head = 0;
    int shorter = Math.min(old.size(), now.size());
    while (head < shorter && isSame(old.get(head), now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && isSame(old.get(old.size() - 1 - tail), now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<String> all = new ArrayList<>(old.subList(0, head));
    now.subList(head, now.size() - tail).forEach(it -> all.add(it.replace("\n", end)));
    all.addAll(old.subList(old.size() - tail, old.size()));
    return withText(String.join("", all));
  }

  private static boolean isSame(String old, String now) {
    return old.replace("\r\n", "\n").replace('\r', '\n').equals(now);
  }

  /** What the text says; null when it is not one YAML document. */
  public @Nullable Document document() {
    return Document.of(text).orElse(null);
  }

  /** What the file says on the disk; nothing when that cannot be read. */
  public Tree treeBefore() {
    return Document.of(before).map(Document::tree).orElse(Tree.nothing());
  }
}
