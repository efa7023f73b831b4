package org.toban.runbook.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.toban.alert.Labels;

/**
 * What the fields of a step are filled with before a person looks: a label of the alert where one
 * fits, else what was given for another step of the incident, else the script's own default.
 */
public record Filling(List<Offer> offers) {
  public Filling {
    offers = List.copyOf(offers);
  }

  /** Where a value comes from. */
  public enum Origin {
    LABEL,
    EARLIER,
    DEFAULT,
    NOBODY
  }

  /**
   * A value that is offered.
   *
   * @param value empty when there is none
   * @param label the name of the label; empty when it is not from one
   */
  public record Offer(Field field, String value, Origin origin, String label) {}

  /**
   * Fills from the labels and from earlier values.
   *
   * @param earlier by the names of fields, of other steps too
   */
  public static Filling of(Fields fields, Labels labels, Map<String, String> earlier) {
    List<Offer> offers = new ArrayList<>();
    for (Field field : fields.list()) {
      offers.add(
          fromLabel(field, labels)
              .or(() -> fromEarlier(field, earlier))
              .orElseGet(() -> rest(field)));
    }
    return new Filling(offers);
  }

  /** What may run by itself: values by the names of fields; empty when one must be asked for. */
  public Optional<SortedMap<String, String>> fromLabels() {
    boolean all =
        offers.stream()
            .allMatch(it ->
                (it.origin == Origin.LABEL || it.origin == Origin.DEFAULT)
                    && it.field.fault(it.value).isEmpty());
    return all ? Optional.of(values()) : Optional.empty();
  }

  /** The values that are offered, by the names of fields. */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    for (Offer offer : offers) {
      if (!offer.value.isEmpty()) {
        values.put(offer.field.name(), offer.value);
      }
    }
    return values;
  }

  private static Offer rest(Field field) {
    return new Offer(field, "", field.required() ? Origin.NOBODY : Origin.DEFAULT, "");
  }

  private static Optional<Offer> fromEarlier(Field field, Map<String, String> earlier) {
    String value = earlier.get(field.name());
    if (value == null) {
      value =
          earlier.entrySet().stream()
              .filter(it -> Names.thing(it.getKey()).equals(Names.thing(field.name())))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
    }
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Offer(field, value, Origin.EARLIER, ""));
  }

  /**
   * The label of the same name, else those whose name means the same; nothing where two differ, and
   * where the alert has an {@code exported_} one beside it: then the label is the exporter's own.
   */
  private static Optional<Offer> fromLabel(Field field, Labels labels) {
    List<Offer> exact = new ArrayList<>();
    List<Offer> alike = new ArrayList<>();
    String key = Names.key(field.name());
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.name(i);
      String of = Names.key(label);
      if (labels.value(i).isEmpty() || labels.get("exported_" + label) != null) {
        continue;
      }
      if (of.equals(key)) {
        exact.add(new Offer(field, labels.value(i), Origin.LABEL, label));
      } else if (Names.like(field.name()).contains(of)) {
        alike.add(new Offer(field, alike(of, labels.value(i)), Origin.LABEL, label));
      }
    }
    List<Offer> found = exact.isEmpty() ? alike : exact;
    boolean one = found.stream().map(Offer::value).distinct().count() == 1;
    return one ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** A host's name is its instance without the port. */
  private static String alike(String label, String value) {
    return label.equals("instance")
        ? value.replaceFirst(":\\d{1,5}$", "").replaceFirst("^\\[(.*)]$", "$1")
        : value;
  }
}
