package org.toban.runbook.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as an {@code http} block states it: {@code POST https://host/path}, headers, an empty
 * line, a body. Where it goes is the runbook's text alone; values may stand in path, query, the
 * values of headers and the body.
 *
 * @param origin scheme, host and port, see {@link Origin}
 * @param target path and query
 */
public record Request(
    String method, String origin, Template target, List<Header> headers, Template body) {
  public Request {
    headers = List.copyOf(headers);
  }

  /** A header with the line that it stands on. */
  public record Header(String name, Template value, int line) {}

  /** A request with its values, ready to be sent. */
  public record Filled(String method, String url, List<Field> headers, String body) {
    public Filled {
      headers = List.copyOf(headers);
    }

    /** As it goes over the wire, but for what the connection adds. */
    public String text() {
      StringBuilder text = new StringBuilder(method + " " + url + "\n");
      headers.forEach(it -> text.append(it.name()).append(": ").append(it.value()).append('\n'));
      return body.isEmpty() ? text.toString() : text.append('\n').append(body).toString();
    }
  }

  public record Field(String name, String value) {}

  /**
   * Reads a block.
   *
   * @throws RequestProblem when it is no request
   */
  public static Request read(String block) throws RequestProblem {
    return new RequestReader(block).read();
  }

  /** The names of the secrets that it needs. */
  public Set<String> secrets() {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(headers.stream().map(Header::value), Stream.of(body))
        .forEach(it -> names.addAll(it.secrets()));
    return names;
  }

  /**
   * The request with its values.
   *
   * @param label the value of a label, null when the alert has none of that name
   * @param secret the value of a secret
   * @throws RequestProblem when a value is missing or cannot stand where it should
   */
  public Filled filled(Function<String, @Nullable String> label, Function<String, String> secret)
      throws RequestProblem {
    return filled(new Values(label, secret));
  }

  /**
   * The request as a person may see it: with its labels, and secrets by their names.
   *
   * @throws RequestProblem when a label is missing or cannot stand where it should
   */
  public Filled shown(Function<String, @Nullable String> label) throws RequestProblem {
    return filled(new Values(label, null));
  }

  private Filled filled(Values values) throws RequestProblem {
    String path = values.fill(target, Writing.URL);
    refuseDots(path);
    List<Field> fields = new ArrayList<>();
    for (Header header : headers) {
      fields.add(new Field(header.name(), values.fill(header.value(), Writing.HEADER)));
    }
    return new Filled(method, origin + path, fields, values.fill(body, bodyWriting()));
  }

  /** A value that is a dot or two would lead out of the path that the runbook states. */
  private static void refuseDots(String path) throws RequestProblem {
    for (String segment : path.split("\\?", 2)[0].split("/", -1)) {
      String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
      if (plain.equals(".") || plain.equals("..")) {
        throw new RequestProblem(0, RequestFault.DOTS, plain);
      }
    }
  }

  Writing bodyWriting() {
    String type =
        headers.stream()
            .filter(it -> it.name().equalsIgnoreCase("Content-Type"))
            .map(it -> String.valueOf(it.value().parts()).toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("");
    if (type.contains("json")) {
      return Writing.JSON;
    }
    return type.contains("x-www-form-urlencoded") ? Writing.URL : Writing.PLAIN;
  }

  /** Puts values into templates; secrets by name where there is no way to have them. */
  private record Values(
      Function<String, @Nullable String> label, @Nullable Function<String, String> secret) {
    String fill(Template template, Writing writing) throws RequestProblem {
      StringBuilder filled = new StringBuilder();
      boolean inside = false;
      for (Template.Part part : template.parts()) {
        switch (part) {
          case Template.Text(String text) -> {
            filled.append(text);
            inside = insideAfter(text, inside);
          }
          case Template.Label(String name) -> {
            String value = label.apply(name);
            if (value == null) {
              throw new RequestProblem(0, RequestFault.NO_LABEL, name);
            }
            filled.append(writing.write(value, inside, RequestFault.THE_LABEL.of(name)));
          }
          case Template.Secret(String name) ->
              filled.append(
                  secret == null
                      ? "{{ secret." + name + " }}"
                      : writing.write(
                          secret.apply(name), inside, RequestFault.THE_SECRET.of(name)));
        }
      }
      return filled.toString();
    }

    /** Whether a place behind a piece of JSON stands within quotation marks. */
    private static boolean insideAfter(String text, boolean before) {
      boolean inside = before;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\' && inside) {
          i++;
        } else if (c == '"') {
          inside = !inside;
        }
      }
      return inside;
    }
  }
}
