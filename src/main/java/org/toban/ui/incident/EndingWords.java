package org.toban.ui.incident;

import org.toban.incident.Run;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/** How a run ended, in words: exit status and time, or the reason for which there is none. */
final class EndingWords {
  private EndingWords() {}

  static String of(Run.Ending ending, Times times) {
    Words words = times.words();
    return switch (ending) {
      case Run.Exited it -> words.get("run.exited", it.status(), times.took(it.took()));
      case Run.Failed it ->
          words.get(
              "run.failed",
              words.of("failure", it.reason()),
              Plain.line(words.causes().of(it.detail()), 120));
      case Run.Unknown it ->
          words.get("run.unknown", Plain.line(times.words().causes().of(it.why()), 120));
    };
  }

  /** The same, as short as a step's heading has room for. */
  static String brief(Run.Ending ending, Times times) {
    Words words = times.words();
    return switch (ending) {
      case Run.Exited it -> words.get("run.exited", it.status(), times.took(it.took()));
      case Run.Failed it -> words.of("failure", it.reason());
      case Run.Unknown it -> words.get("run.unknown.brief");
    };
  }

  static String outputTail(Run.Ending ending) {
    return switch (ending) {
      case Run.Exited it -> it.outputTail();
      case Run.Failed it -> it.outputTail();
      case Run.Unknown it -> "";
    };
  }
}
