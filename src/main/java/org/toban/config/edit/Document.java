package org.toban.config.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML text with the places of everything in it, an alias where it stands and not where its
 * anchor does.
 */
public final class Document {
  /** More than any file that a person wrote; aliases of aliases get there quickly. */
  private static final long MOST = 200_000;

  private final String text;
  private final @Nullable Spot root;

  private Document(String text, @Nullable Spot root) {
    this.text = text;
    this.root = root;
  }

  /** Empty when the text is not one YAML document. */
  public static Optional<Document> of(String text) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(16 << 20).build();
    try {
      return new Reading(text, new Parse(settings).parseString(text).iterator()).read();
    } catch (YamlEngineException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  public String text() {
    return text;
  }

  @Nullable Spot root() {
    return root;
  }

  /** What it says; nothing for a text without any value. */
  public Tree tree() {
    return root == null || root.isVoid() ? Tree.nothing() : root.tree();
  }

  @Nullable Spot spot(Way way) {
    Spot at = root;
    for (Way.Step step : way.steps()) {
      at = at == null ? null : at.child(step);
    }
    return at;
  }

  /** The line of a value or of its key, counted from 0; 0 when it is not there. */
  public int line(Way way) {
    Spot at = spot(way);
    if (!way.isRoot() && way.last() instanceof Way.Name name) {
      Spot section = spot(way.parent());
      Spot.Entry entry = section == null ? null : section.entry(name.text());
      at = entry == null ? at : entry.key();
    }
    return at == null ? 0 : (int) Lines.of(text.substring(0, at.start())).count() - 1;
  }

  /**
   * What a mistake is about, by where it stands.
   *
   * @param line counted from 1
   * @param column counted from 1, in code points
   */
  public Optional<Way> at(int line, int column) {
    int start = Lines.start(text, line - 1);
    if (start < 0 || root == null || text.codePointCount(start, text.length()) < column - 1) {
      return Optional.empty();
    }
    int offset = text.offsetByCodePoints(start, column - 1);
    return Optional.ofNullable(find(root, new Way(List.of()), offset));
  }

  private static @Nullable Way find(Spot spot, Way way, int offset) {
    if (spot.start() == offset) {
      return way;
    }
    for (Spot.Entry entry : spot.entries()) {
      Way next = way.name(entry.name());
      Way found = entry.key().start() == offset ? next : find(entry.value(), next, offset);
      if (found != null) {
        return found;
      }
    }
    for (int i = 0; i < spot.items().size(); i++) {
      Way found = find(spot.items().get(i), way.item(i), offset);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Makes spots of events. */
  private static final class Reading {
    private final String text;
    private final Iterator<Event> events;
    private final Map<String, Spot> anchors = new HashMap<>();
    private final IdentityHashMap<Tree, Long> sizes = new IdentityHashMap<>();
    private int codePoints;
    private int chars;

    Reading(String text, Iterator<Event> events) {
      this.text = text;
      this.events = events;
    }

    Optional<Document> read() {
      Spot root = null;
      int documents = 0;
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof DocumentStartEvent) {
          documents++;
        } else if (event instanceof NodeEvent && root == null) {
          root = value(event, false);
        } else if (!(event instanceof StreamStartEvent || event instanceof StreamEndEvent)
            && documents > 1) {
          return Optional.empty();
        }
      }
      return documents > 1 ? Optional.empty() : Optional.of(new Document(text, root));
    }

    private Spot value(Event event, boolean inFlow) {
      int start = offset(event.getStartMark().orElseThrow().getIndex());
      return switch (event) {
        case AliasEvent it -> {
          Spot meant = anchors.get(it.getAlias().getValue());
          if (meant == null) {
            throw new YamlEngineException("an alias of nothing, or of what it stands in");
          }
          int end = offset(it.getEndMark().orElseThrow().getIndex());
          yield new Spot(start, end, true, null, List.of(), List.of(), meant.tree());
        }
        case ScalarEvent it -> {
          int end = offset(it.getEndMark().orElseThrow().getIndex());
          Tree word = new Tree.Word(it.getValue());
          yield kept(
              it, new Spot(start, end, inFlow, it.getScalarStyle(), List.of(), List.of(), word), 1);
        }
        case MappingStartEvent it ->
            section(it, start, inFlow || it.getFlowStyle() == FlowStyle.FLOW);
        case SequenceStartEvent it ->
            list(it, start, inFlow || it.getFlowStyle() == FlowStyle.FLOW);
        default -> throw new YamlEngineException("no value: " + event.getEventId());
      };
    }

    private Spot section(MappingStartEvent event, int start, boolean flow) {
      List<Spot.Entry> entries = new ArrayList<>();
      Map<String, Tree> all = new LinkedHashMap<>();
      long size = 1;
      Event next = events.next();
      while (!(next instanceof MappingEndEvent)) {
        Spot key = value(next, flow);
        Spot value = value(events.next(), flow);
        Spot.Entry entry = new Spot.Entry(key, value);
        if (key.style() == null || all.putIfAbsent(entry.name(), value.tree()) != null) {
          throw new YamlEngineException("a key that is no word, or stands here twice");
        }
        entries.add(entry);
        size += size(value);
        next = events.next();
      }
      int end = offset(next.getEndMark().orElseThrow().getIndex());
      return kept(
          event, new Spot(start, end, flow, null, entries, List.of(), new Tree.Fields(all)), size);
    }

    private Spot list(SequenceStartEvent event, int start, boolean flow) {
      List<Spot> items = new ArrayList<>();
      long size = 1;
      Event next = events.next();
      while (!(next instanceof SequenceEndEvent)) {
        Spot item = value(next, flow);
        items.add(item);
        size += size(item);
        next = events.next();
      }
      int end = offset(next.getEndMark().orElseThrow().getIndex());
      Tree tree = new Tree.Items(items.stream().map(Spot::tree).toList());
      return kept(event, new Spot(start, end, flow, null, List.of(), items, tree), size);
    }

    private Spot kept(NodeEvent event, Spot spot, long size) {
      if (size > MOST) {
        throw new YamlEngineException("more than a person would write");
      }
      sizes.put(spot.tree(), size);
      event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), spot));
      return spot;
    }

    private long size(Spot spot) {
      return sizes.getOrDefault(spot.tree(), 1L);
    }

    /** Marks count code points; they mostly grow. */
    private int offset(int index) {
      if (index < codePoints) {
        codePoints = 0;
        chars = 0;
      }
      chars = text.offsetByCodePoints(chars, index - codePoints);
      codePoints = index;
      return chars;
    }
  }
}
