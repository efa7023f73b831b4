package org.toban.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.review.Documents;
import org.toban.review.Review;
import org.toban.review.Reviews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban report}: the review of one incident as a document. */
@Command(name = "report", description = "The review of one incident, made from its events.")
final class ReportCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Parameters(paramLabel = "ID", description = "The incident, as toban history list shows it.")
  private String id = "";

  @Option(
      names = "--format",
      paramLabel = "md|html|pdf",
      defaultValue = "md",
      description = "The kind of document; md without it.")
  private String format = "md";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A new file; without it to standard output (not for pdf).")
  private @Nullable Path output;

  ReportCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() {
    Documents.Format kind =
        switch (format) {
          case "md" -> Documents.Format.MARKDOWN;
          case "html" -> Documents.Format.HTML;
          case "pdf" -> Documents.Format.PDF;
          default -> throw new Failure("--format knows md, html and pdf, not " + format);
        };
    if (kind == Documents.Format.PDF && output == null) {
      throw new Failure("a pdf needs a file: -o FILE");
    }
    Review review = HistoryCommand.with(toban, history -> review(history, id, false));
    write(Documents.bytes(review, kind, Locale.forLanguageTag(toban.language()), zone()));
    return 0;
  }

  /** The review of an incident that the history holds. */
  static Review review(History history, String id, boolean practice) {
    Incident incident =
        history
            .incident(id)
            .orElseThrow(() -> new Failure("there is no incident " + id + " in the history"));
    List<Event> events = history.events(id);
    Map<String, String> outputs = new HashMap<>();
    for (Run run : incident.runs()) {
      String runId = run.intent().runId();
      history.output(runId).ifPresent(text -> outputs.put(runId, text));
    }
    return Reviews.of(incident, events, outputs, practice);
  }

  private ZoneId zone() {
    return toban.configFile().isPresent()
        ? toban.settings().engine().calendar().zone()
        : ZoneId.systemDefault();
  }

  private void write(byte[] bytes) {
    try {
      if (output == null) {
        toban.surroundings.out().write(bytes);
        toban.surroundings.out().flush();
      } else {
        Files.write(output, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Failure(output + " is there already; name a new file", e);
    } catch (IOException e) {
      throw new Failure("cannot write " + output + ": " + e, e);
    }
  }
}
