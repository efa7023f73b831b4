package org.toban.runbook.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one block as the common {@code .http} files write it. */
final class RequestReader {
  private static final Pattern FIRST =
      Pattern.compile("([A-Z]+)\\s+(\\S.*?)(?:\\s+HTTP/[\\d.]+)?\\s*");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** RFC 9110, 5.6.2. */
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*:\\s*(.*?)\\s*");

  /** RFC 3986; what else is needed is percent-encoded in the runbook. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._~!$&()*+,;=:@%/?\\[\\]-]*");

  /** Headers that the connection sets, or that would lead a request elsewhere. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "transfer-encoding",
          "content-length",
          "content-encoding",
          "accept-encoding",
          "proxy-authorization",
          "proxy-connection");

  private final List<String> lines;
  private int at;

  RequestReader(String block) {
    this.lines = block.lines().toList();
  }

  Request read() throws RequestProblem {
    skipComments();
    int first = at + 1;
    Matcher parts = FIRST.matcher(at < lines.size() ? lines.get(at) : "");
    if (!parts.matches() || !METHODS.contains(parts.group(1))) {
      throw new RequestProblem(first, RequestFault.NO_LINE);
    }
    at++;
    StringBuilder address = new StringBuilder(parts.group(2));
    while (at < lines.size() && lines.get(at).matches("\\s+[?&].*")) {
      address.append(lines.get(at++).strip());
    }
    Origin.Divided divided = divided(address.toString(), first);
    Request request =
        new Request(
            parts.group(1), divided.origin(), target(divided.rest(), first), headers(), body());
    checkBody(request);
    return request;
  }

  private void skipComments() {
    while (at < lines.size()
        && (lines.get(at).isBlank() || lines.get(at).matches("\\s*(?:#|//).*"))) {
      at++;
    }
  }

  private static Origin.Divided divided(String address, int line) throws RequestProblem {
    return Origin.divide(address)
        .orElseThrow(() -> new RequestProblem(line, RequestFault.NO_ADDRESS, address));
  }

  private static Template target(String rest, int line) throws RequestProblem {
    Template target = Template.of(rest.startsWith("/") ? rest : "/" + rest, line);
    for (Template.Part part : target.parts()) {
      if (part instanceof Template.Text(String text) && !ADDRESS.matcher(text).matches()) {
        throw new RequestProblem(line, RequestFault.NOT_ENCODED, text);
      }
    }
    if (!target.secrets().isEmpty()) {
      throw new RequestProblem(line, RequestFault.SECRET_IN_URL);
    }
    return target;
  }

  private List<Request.Header> headers() throws RequestProblem {
    List<Request.Header> headers = new ArrayList<>();
    for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
      Matcher header = HEADER.matcher(lines.get(at));
      if (!header.matches()) {
        throw new RequestProblem(at + 1, RequestFault.NO_HEADER);
      }
      String name = header.group(1);
      if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
        throw new RequestProblem(at + 1, RequestFault.OWN_HEADER, name);
      }
      if (!header.group(2).chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw new RequestProblem(at + 1, RequestFault.HEADER_NOT_ASCII, name);
      }
      headers.add(new Request.Header(name, Template.of(header.group(2), at + 1), at + 1));
    }
    return headers;
  }

  private Template body() throws RequestProblem {
    List<String> rest = lines.subList(Math.min(at + 1, lines.size()), lines.size());
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i).startsWith("###")) {
        throw new RequestProblem(at + 2 + i, RequestFault.SEVERAL);
      }
    }
    return Template.of(String.join("\n", rest).stripTrailing(), at + 2);
  }

  /** Values need to know how they are written; a body that nobody reads is a mistake. */
  private void checkBody(Request request) throws RequestProblem {
    if (request.body().parts().isEmpty()) {
      return;
    }
    int line = at + 2;
    if (Set.of("GET", "HEAD").contains(request.method())) {
      throw new RequestProblem(line, RequestFault.NO_BODY, request.method());
    }
    boolean typed =
        request.headers().stream()
            .filter(it -> it.name().equalsIgnoreCase("Content-Type"))
            .anyMatch(it -> it.value().isPlain());
    boolean known =
        request.bodyWriting() != Writing.PLAIN
            || request.headers().stream()
                .anyMatch(it ->
                    it.name().equalsIgnoreCase("Content-Type")
                        && String.valueOf(it.value()).contains("text/plain"));
    if (!request.body().isPlain() && !(typed && known)) {
      throw new RequestProblem(line, RequestFault.NO_TYPE);
    }
  }
}
