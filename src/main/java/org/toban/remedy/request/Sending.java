package org.toban.remedy.request;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Call;
import org.toban.remedy.Outcome;
import org.toban.remedy.Outcome.Reason;
import org.toban.remedy.RequestSettings;
import org.toban.runbook.request.Origin;
import org.toban.runbook.request.Request;
import org.toban.runbook.request.RequestProblem;
import org.toban.source.Courier;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** One request from its text to its outcome. */
final class Sending {
  private final Call call;
  private final RequestSettings settings;
  private final Courier courier;
  private final Duration pause;
  private final Consumer<String> reader;
  private final StringBuilder output = new StringBuilder();
  private final long began = System.nanoTime();

  Sending(
      Call call,
      RequestSettings settings,
      Courier courier,
      Duration pause,
      Consumer<String> reader) {
    this.call = call;
    this.settings = settings;
    this.courier = courier;
    this.pause = pause;
    this.reader = reader;
  }

  Outcome outcome() throws InterruptedException {
    Request request;
    Request.Filled shown;
    Courier.Parcel parcel;
    try {
      request = Request.read(call.script());
      Optional<RequestSettings.Refused> refused = settings.refusal(request);
      if (refused.isPresent() || !request.origin().equals(call.target().name())) {
        String why = refused.map(it -> it.why().toString()).orElse("it goes elsewhere");
        return failed(Reason.GUARD, "Not sent: " + why + ".");
      }
      shown = request.shown(this::label);
      parcel = parcel(request);
    } catch (RequestProblem e) {
      return failed(Reason.GUARD, "Not sent: " + e.what() + ".");
    } catch (PollFailure e) {
      return failed(Reason.GUARD, "Not sent: " + e.fault().summary() + ".");
    }
    tell(shown.text().stripTrailing() + "\n\n");
    try {
      Courier.Receipt receipt = courier.send(parcel, left());
      return judged(parcel, receipt);
    } catch (Courier.Undelivered e) {
      return undelivered(parcel, e);
    }
  }

  private @Nullable String label(String name) {
    return call.labels().get(name);
  }

  private Courier.Parcel parcel(Request request) throws PollFailure, RequestProblem {
    Map<String, String> secrets = new HashMap<>();
    for (String name : request.secrets()) {
      RequestSettings.Grant grant = settings.secrets().get(name);
      if (grant == null) {
        throw new IllegalStateException("judged before: " + name);
      }
      secrets.put(name, courier.read(grant.secret(), left()));
    }
    Request.Filled filled = request.filled(this::label, name -> secrets.getOrDefault(name, ""));
    return new Courier.Parcel(
        filled.method(),
        URI.create(filled.url()),
        filled.headers().stream().map(it -> new Courier.Field(it.name(), it.value())).toList(),
        filled.body(),
        List.copyOf(secrets.values()));
  }

  // --- the answer --------------------------------------------------------------------------------

  private Outcome judged(Courier.Parcel parcel, Courier.Receipt receipt)
      throws InterruptedException {
    tell(AnswerText.of(receipt));
    Call.Expectation expects = call.expects();
    if (!expects.isStatus(receipt.status())) {
      note(
          "Not as expected: the answer has the status "
              + receipt.status()
              + AnswerText.remark(receipt));
      return exited(receipt.status());
    }
    if (!Call.Expectation.holds(receipt.body(), expects.contains())) {
      note("Not as expected: the answer does not hold " + expects.contains());
      return exited(1);
    }
    return expects.poll() == null ? exited(0) : followed(parcel, receipt, expects.poll());
  }

  /** Asks what the request has begun, at the place that the answer names, until it is there. */
  private Outcome followed(Courier.Parcel parcel, Courier.Receipt receipt, String poll)
      throws InterruptedException {
    String location = receipt.field("Location");
    URI place = location == null ? null : place(parcel.url(), location, poll);
    if (place == null) {
      note("Not as expected: the answer names no place on the same server to look at");
      return exited(1);
    }
    note("Looking at " + place + " until it holds " + call.expects().until());
    Courier.Parcel look =
        new Courier.Parcel("GET", place, withoutBody(parcel), "", parcel.secrets());
    while (true) {
      try {
        Courier.Receipt seen = courier.send(look, left());
        boolean there =
            seen.status() / 100 == 2 && Call.Expectation.holds(seen.body(), call.expects().until());
        if (there || seen.status() / 100 != 2) {
          tell(AnswerText.of(seen));
          return exited(there ? 0 : seen.status());
        }
      } catch (Courier.Undelivered e) {
        note("No answer yet: " + e.fault().summary());
      }
      if (left().compareTo(pause) <= 0) {
        return failed(
            Reason.TIME_LIMIT,
            "The request was taken, but what it began was not there within "
                + call.limit().toMillis() / 1000.0
                + " s; look at "
                + place
                + ".");
      }
      Thread.sleep(pause);
    }
  }

  private static List<Courier.Field> withoutBody(Courier.Parcel parcel) {
    return parcel.head().stream()
        .filter(it -> !it.name().equalsIgnoreCase("Content-Type"))
        .toList();
  }

  /** Null when it leads to another server, to which no secret may go. */
  static @Nullable URI place(URI asked, String location, String poll) {
    try {
      URI there = asked.resolve(location);
      String base = there.getScheme() + "://" + there.getRawAuthority();
      String here = asked.getScheme() + "://" + asked.getRawAuthority();
      if (!Origin.of(base).equals(Origin.of(here)) || there.getRawQuery() != null) {
        return null;
      }
      String path = there.getRawPath();
      return there.resolve((path.endsWith("/") ? path : path + "/") + poll);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // --- no answer ---------------------------------------------------------------------------------

  private Outcome undelivered(Courier.Parcel parcel, Courier.Undelivered e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    String what = e.fault().summary();
    if (e.wasSent()) {
      return failed(
          e.fault() instanceof Fault.TimedOut ? Reason.TIME_LIMIT : Reason.LOST,
          "The request went out, and there was no whole answer: "
              + what
              + ". It may have been carried out; look before you send it again.");
    }
    Reason reason =
        switch (e.fault()) {
          case Fault.TimedOut _ -> Reason.TIME_LIMIT;
          case Fault.Untrusted _ -> Reason.HOST_KEY;
          case Fault.Misconfigured _ -> Reason.GUARD;
          default -> Reason.CONNECT;
        };
    boolean asks = parcel.method().equals("GET") || parcel.method().equals("HEAD");
    return failed(reason, (asks ? "No answer: " : "Nothing was sent: ") + what + ".");
  }

  private void note(String said) {
    tell("Toban: " + said + ".\n");
  }

  private void tell(String text) {
    output.append(text);
    reader.accept(text);
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1, call.limit().toNanos() - (System.nanoTime() - began)));
  }

  private Outcome exited(int status) {
    return new Outcome.Exited(status, kept(), took());
  }

  private Outcome failed(Reason reason, String detail) {
    return new Outcome.Failed(reason, detail, kept(), took());
  }

  private Outcome.Output kept() {
    return new Outcome.Output(output.toString(), "", 0);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
