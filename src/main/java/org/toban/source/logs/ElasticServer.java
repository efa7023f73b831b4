package org.toban.source.logs;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.source.Exchange;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Elasticsearch 7 to 9 and OpenSearch, asked by {@code POST /INDEX/_search}. */
final class ElasticServer implements LogServer {
  private static final Pattern REASON =
      Pattern.compile("\"reason\":\"((?:[^\"\\\\]|\\\\.){1,200})");

  private final LogRule rule;
  private final Exchange exchange;

  ElasticServer(LogRule rule, Exchange exchange) {
    this.rule = rule;
    this.exchange = exchange;
  }

  @Override
  public Found search(URI base, Search search) throws PollFailure {
    ElasticAnswer.Page page = page(base, search);
    return new Found(
        page.hits().stream().map(ElasticAnswer.Hit::line).toList(),
        page.total() <= page.hits().size());
  }

  /** The lines with their names. */
  ElasticAnswer.Page page(URI base, Search search) throws PollFailure {
    List<ElasticAnswer.Page> pages = new ArrayList<>();
    // A pattern that matches no index is an error then, not an answer without lines.
    told(() ->
        exchange.post(
            LogServer.at(base, index() + "/_search?allow_no_indices=false"),
            ElasticQuery.body(rule, search),
            body -> pages.add(ElasticAnswer.read(body, rule))));
    return pages.getFirst();
  }

  /** An exchange that may be refused. */
  private interface Asking {
    void ask() throws PollFailure;
  }

  /** A refusal is told by the first reason in its body, not by its JSON. */
  private static void told(Asking asking) throws PollFailure {
    try {
      asking.ask();
    } catch (PollFailure e) {
      if (e.fault() instanceof Fault.Refused it) {
        Matcher reason = REASON.matcher(it.body());
        if (reason.find()) {
          String text = reason.group(1).replaceAll("\\\\(.)", "$1");
          throw new PollFailure(new Fault.Refused(it.status(), text));
        }
      }
      throw e;
    }
  }

  private String index() {
    return URLEncoder.encode(rule.question().index(), StandardCharsets.UTF_8);
  }

  @Override
  public void check(URI base) throws PollFailure {
    LogRule.Fields fields = rule.question().fields();
    Map<String, Set<String>> types = new LinkedHashMap<>();
    String names = fields.time() + "," + fields.message() + "," + level();
    String path =
        index()
            + "/_field_caps?allow_no_indices=false&fields="
            + URLEncoder.encode(names, StandardCharsets.UTF_8);
    told(() ->
        exchange.get(LogServer.at(base, path), body -> types.putAll(FieldsAnswer.read(body))));
    Set<String> time = types.getOrDefault(fields.time(), Set.of());
    if (!time.contains("date") && !time.contains("date_nanos")) {
      throw missing("date field", fields.time(), "time_field");
    }
    require(types, fields.message(), "message_field");
    if (rule.isWatched() && !rule.question().levels().isEmpty()) {
      require(types, level(), "level_field");
    }
  }

  @Override
  public Tail.Course follow(Search.What what, Instant from) {
    return new ElasticCourse(rule, what, this, from);
  }

  private String level() {
    @Nullable String level = rule.question().fields().level();
    return level == null ? "level" : level;
  }

  private void require(Map<String, Set<String>> types, String field, String key)
      throws PollFailure {
    if (types.getOrDefault(field, Set.of()).isEmpty()) {
      throw missing("field", field, key);
    }
  }

  private PollFailure missing(String kind, String field, String key) {
    return new PollFailure(
        new Fault.Misconfigured(
            "no index of '"
                + rule.question().index()
                + "' has the "
                + kind
                + " '"
                + field
                + "'; set '"
                + key
                + "'"));
  }
}
