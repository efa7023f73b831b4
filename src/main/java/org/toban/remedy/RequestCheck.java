package org.toban.remedy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.runbook.request.Request;
import org.toban.runbook.request.RequestProblem;
import org.toban.saying.Saying;

/**
 * Whether a block is a request that may go with an alert's labels, and what would go. One judgement
 * for the desk's preview, for the guards and for the moment before it is sent.
 *
 * @param site null when the block is no request
 * @param shown as it would be sent, with secrets by their names; the block itself when it cannot
 * @param fault null when it may go
 * @param problem null when it may go
 */
public record RequestCheck(
    @Nullable Site site, String shown, @Nullable Fault fault, @Nullable Saying problem) {

  /** What is wrong. */
  public enum Fault {
    BAD_REQUEST,
    PLACE_NOT_ALLOWED,
    SECRET_NOT_ALLOWED
  }

  /** Judges a block. */
  public static RequestCheck of(RequestSettings settings, String block, Labels labels) {
    Site site = null;
    try {
      Request request = Request.read(block);
      site = new Site(request.origin());
      String shown = request.shown(labels::get).text();
      Optional<RequestSettings.Refused> refused = settings.refusal(request);
      Fault fault =
          refused
              .map(it -> it.place() ? Fault.PLACE_NOT_ALLOWED : Fault.SECRET_NOT_ALLOWED)
              .orElse(null);
      return new RequestCheck(
          site, shown, fault, refused.map(RequestSettings.Refused::why).orElse(null));
    } catch (RequestProblem e) {
      return new RequestCheck(site, block, Fault.BAD_REQUEST, e.told());
    }
  }
}
