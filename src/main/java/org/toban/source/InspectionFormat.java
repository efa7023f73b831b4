package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.source.json.Envelope;
import org.toban.source.json.Names;
import org.toban.source.json.Tokens;

/**
 * The answers of {@code /api/v1/rules} and {@code /api/v1/targets}, of which the broken is kept.
 */
final class InspectionFormat {
  private static final int LONGEST = 300;

  private int rules;
  private int brokenRules;
  private final List<Inspection.Rule> broken = new ArrayList<>();

  private int targets;
  private int dropped;
  private final Map<String, Jobs> jobs = new LinkedHashMap<>();

  /** What is counted of one job. */
  private static final class Jobs {
    private int total;
    private int down;
    private final List<String> examples = new ArrayList<>();
  }

  Inspection.Rules rules(Tokens tokens) throws IOException {
    Envelope.read(tokens, data -> each(data, "groups", this::group), new ArrayList<>());
    return new Inspection.Rules(rules, brokenRules, broken);
  }

  Inspection.Targets targets(Tokens tokens) throws IOException {
    Envelope.read(
        tokens,
        data -> {
          data.open(JsonToken.START_OBJECT, "data");
          Names fields = new Names("activeTargets");
          fields.begin();
          for (String field = fields.next(data); field != null; field = fields.next(data)) {
            switch (field) {
              case "activeTargets" -> array(data, this::target);
              case "droppedTargetCounts" -> droppedCounts(data);
              default -> data.skip();
            }
          }
        },
        new ArrayList<>());
    List<Inspection.Job> failing = new ArrayList<>();
    jobs.forEach((name, it) -> {
      if (it.down > 0) {
        failing.add(new Inspection.Job(name, it.total, it.down, it.examples));
      }
    });
    return new Inspection.Targets(targets, dropped, failing);
  }

  private static void each(Tokens tokens, String name, Tokens.Reader reader) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "data");
    Names fields = new Names(name);
    fields.begin();
    boolean found = false;
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      if (field.equals(name)) {
        array(tokens, reader);
        found = true;
      } else {
        tokens.skip();
      }
    }
    tokens.require(found, "data." + name);
  }

  /** Reads an array of objects, or null. */
  private static void array(Tokens tokens, Tokens.Reader reader) throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return;
    }
    tokens.expect(JsonToken.START_ARRAY, "an array");
    while (tokens.next() != JsonToken.END_ARRAY) {
      tokens.expect(JsonToken.START_OBJECT, "an object");
      reader.read(tokens);
    }
  }

  private void group(Tokens tokens) throws IOException {
    String name = "";
    int before = broken.size();
    Names fields = new Names("name", "file", "rules");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "name" -> name = tokens.string("a name");
        case "rules" -> array(tokens, this::rule);
        default -> tokens.skip();
      }
    }
    for (int i = before; i < broken.size(); i++) {
      Inspection.Rule it = broken.get(i);
      broken.set(i, new Inspection.Rule(name, it.name(), it.expression(), it.error()));
    }
  }

  private void rule(Tokens tokens) throws IOException {
    String name = "";
    String expression = "";
    String health = "";
    String error = "";
    Names fields = new Names("state", "name", "query");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "name" -> name = tokens.string("a name");
        case "query" -> expression = tokens.string("an expression");
        case "health" -> health = tokens.string("a health");
        case "lastError" -> error = tokens.string("an error");
        default -> tokens.skip();
      }
    }
    rules++;
    if (health.equals("err")) {
      brokenRules++;
      if (broken.size() < Inspection.Rules.SHOWN) {
        broken.add(
            new Inspection.Rule("", shortened(name), shortened(expression), shortened(error)));
      }
    }
  }

  private void target(Tokens tokens) throws IOException {
    Map<String, String> labels = Map.of();
    String health = "";
    String error = "";
    Names fields = new Names("discoveredLabels", "labels");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "labels" -> labels = tokens.strings("labels");
        case "health" -> health = tokens.string("a health");
        case "lastError" -> error = tokens.string("an error");
        default -> tokens.skip();
      }
    }
    targets++;
    Jobs job = jobs.computeIfAbsent(labels.getOrDefault("job", ""), name -> new Jobs());
    job.total++;
    if (health.equals("down")) {
      job.down++;
      if (job.examples.size() < Inspection.Job.SHOWN) {
        job.examples.add(shortened(labels.getOrDefault("instance", "?") + ": " + error));
      }
    }
  }

  private void droppedCounts(Tokens tokens) throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return;
    }
    tokens.expect(JsonToken.START_OBJECT, "counts");
    Names pools = new Names();
    pools.begin();
    for (String pool = pools.next(tokens); pool != null; pool = pools.next(tokens)) {
      dropped += (int) tokens.number("a count");
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
