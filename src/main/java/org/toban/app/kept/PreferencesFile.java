package org.toban.app.kept;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.config.PrivateFile;
import org.toban.ui.parts.BoardLayout;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Seat;

/** What a person chose for the desk, kept over restarts; what cannot be read is the standard. */
public final class PreferencesFile {
  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);

  private static final String FILTER = "filter.";

  private final Path file;

  public PreferencesFile(Path file) {
    this.file = file;
  }

  public Preferences read() {
    Properties kept = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      kept.load(in);
      Preferences standard = Preferences.standard();
      return new Preferences(
          kept.containsKey("language")
              ? Preferences.Language.valueOf(kept.getProperty("language"))
              : null,
          Preferences.Theme.valueOf(kept.getProperty("theme", standard.theme().name())),
          kept.getProperty("folder", ""),
          filters(kept),
          person(kept.getProperty("person", "")),
          layout(kept));
    } catch (NoSuchFileException e) {
      return Preferences.standard();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("the desk's preferences in {} cannot be read", file, e);
      return Preferences.standard();
    }
  }

  private static Layout layout(Properties kept) {
    String[] place = kept.getProperty("window", "").split(" ", -1);
    Layout.Place known =
        place.length == 5
            ? new Layout.Place(
                number(place[0], 0),
                number(place[1], 0),
                number(place[2], 0),
                number(place[3], 0),
                place[4].equals("maximised"))
            : Layout.Place.NONE;
    return new Layout(
        known,
        number(kept.getProperty("split", ""), 0),
        number(kept.getProperty("zoom", ""), 1),
        kept.getProperty("dense", "").equals("true"),
        board(kept));
  }

  /** A column or an order that this version does not know is left out. */
  private static BoardLayout board(Properties kept) {
    String named = kept.getProperty("columns");
    Set<Column> columns =
        named == null
            ? Column.STANDARD
            : Stream.of(Column.values())
                .filter(column -> List.of(named.split(" ")).contains(column.name()))
                .collect(Collectors.toSet());
    String[] order = kept.getProperty("sort", "").split(" ", -1);
    boolean reversed = order.length > 1 && order[1].equals("reversed");
    return Stream.of(Order.By.values())
        .filter(by -> by.name().equals(order[0]))
        .findFirst()
        .map(by -> new BoardLayout(columns, new Order(by, reversed)))
        .orElse(new BoardLayout(columns, Order.URGENCY));
  }

  /** What was written by hand and is no number is what it is without. */
  private static double number(String text, double otherwise) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static void add(StringBuilder text, Layout layout) {
    Layout.Place place = layout.place();
    if (place.isKnown()) {
      text.append(
          "window=%.0f %.0f %.0f %.0f %s\n"
              .formatted(
                  place.x(),
                  place.y(),
                  place.width(),
                  place.height(),
                  place.maximised() ? "maximised" : "free"));
    }
    if (layout.split() > 0) {
      text.append("split=").append(layout.split()).append('\n');
    }
    text.append("zoom=").append(layout.zoom()).append('\n');
    text.append("dense=").append(layout.dense()).append('\n');
    BoardLayout board = layout.board();
    text.append("columns=")
        .append(board.columns().stream().map(Column::name).collect(Collectors.joining(" ")))
        .append('\n');
    Order order = board.order();
    text.append("sort=").append(order.by()).append(order.reversed() ? " reversed\n" : "\n");
  }

  /** A name that was written by hand and is none is nobody's. */
  private static String person(String kept) {
    return Seat.isName(kept) ? kept : "";
  }

  private static Map<String, String> filters(Properties kept) {
    Map<String, String> filters = new TreeMap<>();
    for (String key : kept.stringPropertyNames()) {
      if (key.startsWith(FILTER)) {
        filters.put(key.substring(FILTER.length()), kept.getProperty(key));
      }
    }
    return filters;
  }

  /** Called off the FX thread; a failure is logged, for it must not disturb the work. */
  public void save(Preferences chosen) {
    StringBuilder text = new StringBuilder();
    if (chosen.language() != null) {
      text.append("language=").append(chosen.language()).append('\n');
    }
    text.append("theme=").append(chosen.theme()).append('\n');
    text.append("folder=").append(escaped(chosen.folder())).append('\n');
    if (!chosen.person().isEmpty()) {
      text.append("person=").append(escaped(chosen.person())).append('\n');
    }
    add(text, chosen.layout());
    chosen
        .filters()
        .forEach((name, filter) ->
            text.append(FILTER)
                .append(escaped(name).replaceAll("([ :=#!])", "\\\\$1"))
                .append('=')
                .append(escaped(filter))
                .append('\n'));
    try {
      PrivateFile.save(file, text.toString());
    } catch (IOException e) {
      LOG.warn("the desk's preferences cannot be kept", e);
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replaceAll("[\r\n]", " ");
  }
}
