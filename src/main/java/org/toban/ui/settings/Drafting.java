package org.toban.ui.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.toban.config.Mistake;
import org.toban.config.edit.ConfigText;
import org.toban.config.edit.Document;
import org.toban.config.edit.Draft;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;
import org.toban.ui.look.FxFeed;

/** The file that the person is changing, checked behind their back. Of the FX thread only. */
final class Drafting {
  /**
   * What is shown.
   *
   * @param document null when the text is not YAML
   * @param before what the file says on the disk
   * @param mistakes of this text, or of the last one that was checked
   * @param checked whether the mistakes are this text's
   */
  record Shown(
      Draft draft,
      @Nullable Document document,
      Tree before,
      List<Mistake> mistakes,
      boolean checked) {
    Tree tree() {
      return document == null ? Tree.nothing() : document.tree();
    }

    boolean isChanged(Way way) {
      Tree old = before.at(way);
      Tree now = tree().at(way);
      return old == null ? now != null : !old.equals(now);
    }

    /** Those that are about a value or something in it; by where they stand. */
    List<Mistake> within(Way way) {
      return mistakes.stream()
          .filter(it -> at(it).filter(found -> found.isWithin(way)).isPresent())
          .toList();
    }

    List<Mistake> at(Way way) {
      return mistakes.stream().filter(it -> at(it).filter(way::equals).isPresent()).toList();
    }

    private Optional<Way> at(Mistake mistake) {
      return document == null ? Optional.empty() : document.at(mistake.line(), mistake.column());
    }

    boolean isRight() {
      return checked && mistakes.isEmpty();
    }
  }

  private record Checked(String text, List<Mistake> mistakes) {}

  private final ConfigText file;
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private final FxFeed<String, Checked> checking;

  Drafting(ConfigText file) {
    this.file = file;
    checking = new FxFeed<>(text -> new Checked(text, file.check(text)), this::checked);
  }

  ReadOnlyObjectProperty<@Nullable Shown> shown() {
    return shown.getReadOnlyProperty();
  }

  /** Reads the file; what was changed and not written is gone then. */
  void read(Consumer<Exception> failed) {
    FxFeed.read(file::read, text -> show(Draft.of(text)), failed);
  }

  /** Whether that could be done; else a person must write it. */
  boolean put(Way way, Tree value) {
    return take(now().flatMap(it -> it.put(way, value)));
  }

  boolean remove(Way way) {
    return take(now().flatMap(it -> it.remove(way)));
  }

  void edited(String lines) {
    now().map(it -> it.edited(lines)).ifPresent(this::show);
  }

  void revert() {
    now().map(Draft::reverted).ifPresent(this::show);
  }

  /** Writes the file, when it is right and nobody else changed it. */
  void save(Consumer<ConfigText.Saved> done, Consumer<Exception> failed) {
    now()
        .ifPresent(draft ->
            FxFeed.read(
                () -> file.save(draft.before(), draft.text()),
                saved -> {
                  if (saved instanceof ConfigText.Saved.Written) {
                    now().ifPresent(it -> show(new Draft(draft.text(), it.text())));
                  }
                  done.accept(saved);
                },
                failed));
  }

  private Optional<Draft> now() {
    return Optional.ofNullable(shown.get()).map(Shown::draft);
  }

  private boolean take(Optional<Draft> next) {
    next.ifPresent(this::show);
    return next.isPresent();
  }

  private void show(Draft draft) {
    Shown before = shown.get();
    boolean same = before != null && before.draft().text().equals(draft.text());
    List<Mistake> mistakes = before == null ? List.of() : before.mistakes();
    boolean checked = same && before.checked();
    shown.set(new Shown(draft, draft.document(), draft.treeBefore(), mistakes, checked));
    if (!checked) {
      checking.offer(draft.text());
    }
  }

  private void checked(Checked it) {
    Shown now = shown.get();
    if (now != null && now.draft().text().equals(it.text())) {
      shown.set(new Shown(now.draft(), now.document(), now.before(), it.mistakes(), true));
    }
  }

  /** How many values differ from the file on the disk, by the parts that they are in. */
  static Map<Part, Integer> changes(Shown shown) {
    Map<Part, Integer> changes = new LinkedHashMap<>();
    differ(shown.before(), shown.tree(), new Way(List.of()), changes);
    return changes;
  }

  private static void differ(
      @Nullable Tree before, @Nullable Tree now, Way way, Map<Part, Integer> changes) {
    if (before == null ? now == null : before.equals(now)) {
      return;
    }
    if (before instanceof Tree.Fields old && now instanceof Tree.Fields next) {
      var names = new java.util.LinkedHashSet<>(old.all().keySet());
      names.addAll(next.all().keySet());
      names.forEach(
          name -> differ(old.all().get(name), next.all().get(name), way.name(name), changes));
    } else if (before instanceof Tree.Items old
        && now instanceof Tree.Items next
        && old.all().size() == next.all().size()) {
      for (int i = 0; i < old.all().size(); i++) {
        differ(old.all().get(i), next.all().get(i), way.item(i), changes);
      }
    } else if (!way.isRoot() && way.first() instanceof Way.Name name) {
      changes.merge(Part.of(name.text()), 1, Integer::sum);
    }
  }
}
