package org.toban.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.toban.app.handover.HandoverJson;
import org.toban.app.handover.HandoverMail;
import org.toban.app.handover.ShiftFacts;
import org.toban.config.HoldFile;
import org.toban.config.Settings;
import org.toban.config.Spans;
import org.toban.engine.Board;
import org.toban.history.HistoryFault;
import org.toban.history.SqliteHistory;
import org.toban.notice.Delivery;
import org.toban.review.Documents;
import org.toban.review.Handover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code toban handover}: one page for whoever is on call next. */
@Command(
    name = "handover",
    description = {
      "One page for whoever is on call next: what is open and who has it, what is held back,",
      "what cannot be believed. Looks at every source once, and changes nothing."
    })
final class HandoverCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Option(
      names = "--since",
      paramLabel = "SPAN|INSTANT",
      defaultValue = "8h",
      description = "When the shift began, or how long it was (8h).")
  private String since = "8h";

  @Option(
      names = "--format",
      paramLabel = "md|html",
      defaultValue = "md",
      description = "The kind of document; md without it.")
  private String format = "md";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A new file; without it to standard output.")
  private @Nullable Path output;

  @Option(names = "--email", description = "Sends it by the e-mail channel of the configuration.")
  private boolean email;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  HandoverCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!format.matches("md|html")) {
      throw new Failure("--format knows md and html, not " + format);
    }
    Settings settings = toban.settings();
    HandoverMail mail = Channels.handover(settings);
    if (email && mail == null) {
      throw new Failure(
          "there is no e-mail channel: write 'email: {smtp: HOST:PORT, from: ADDRESS, to:"
              + " [ADDRESS]}' under 'notices:' in the configuration (docs/notices.md)");
    }
    Instant now = toban.surroundings.clock().instant();
    Instant begun = begun(now);
    try (LogFile log = LogFile.open(toban.surroundings)) {
      Objects.requireNonNull(log);
      Board board = WatchCommand.look(toban, settings, ShiftFacts::isWhole);
      Handover.Shift shift =
          new Handover.Shift(
              begun,
              toban.surroundings.clock().instant(),
              settings.engine().console(),
              settings.person(),
              false);
      Handover handover = facts(settings, board, shift);
      if (!email || json || output != null) {
        write(text(handover, settings));
      }
      if (email && mail != null) {
        send(mail, handover);
      }
    }
    return 0;
  }

  private Instant begun(Instant now) {
    Optional<Duration> span = Spans.parse(since).filter(it -> !it.isZero());
    try {
      Instant begun = span.isPresent() ? now.minus(span.get()) : Instant.parse(since);
      if (begun.isAfter(now)) {
        throw new Failure("--since is in the future: " + since);
      }
      return begun;
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new Failure(
          "--since is a time such as 8h or 2026-11-24T09:00:00+09:00, not '" + since + "'", e);
    }
  }

  /** The look has a hold of its own, and reads no declared maintenance. */
  private Handover facts(Settings settings, Board board, Handover.Shift shift) {
    ShiftFacts facts =
        new ShiftFacts(
            DeskRun.windows(settings, toban.surroundings.places()),
            new HoldFile(toban.surroundings.places().holdFile()).read().orElse(null));
    if (!Files.exists(settings.history())) {
      return facts.ofLook(board, shift, (SqliteHistory) null);
    }
    try (SqliteHistory history = SqliteHistory.open(settings.history())) {
      return facts.ofLook(board, shift, history);
    } catch (HistoryFault e) {
      return facts.ofLook(board, shift, e);
    }
  }

  private String text(Handover handover, Settings settings) {
    Locale locale = Locale.forLanguageTag(toban.language());
    ZoneId zone = settings.engine().calendar().zone();
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(HandoverJson.of(handover));
      all.put("on_call", new OnCallReport(handover.roster(), handover.shift().at()).json());
      return Json.pretty(all) + "\n";
    }
    return format.equals("html")
        ? Documents.html(handover, locale, zone)
        : Documents.markdown(handover, locale, zone);
  }

  private void write(String text) {
    try {
      if (output == null) {
        toban.surroundings.out().print(text);
        toban.surroundings.out().flush();
      } else {
        Files.write(
            output,
            text.getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Failure(output + " is there already; name a new file", e);
    } catch (IOException e) {
      throw new Failure("cannot write " + output + ": " + e, e);
    }
  }

  /** Whom it went to; beside machine output when that is on standard output. */
  private void send(HandoverMail mail, Handover handover) {
    List<String> to = mail.to();
    Delivery delivery = mail.send(handover);
    String problem = delivery.problem();
    if (problem != null) {
      throw new Failure("not sent to " + String.join(", ", to) + ": " + problem);
    }
    String sent = "sent to " + String.join(", ", to) + ": " + mail.meaning();
    if (json && output == null) {
      toban.surroundings.warn(sent);
    } else {
      toban.surroundings.say(sent);
    }
  }
}
