package org.toban.app.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.incident.MaintenanceWindow;
import org.toban.notice.Delivery;
import org.toban.review.Documents;
import org.toban.review.Handover;
import org.toban.ui.parts.About;
import org.toban.ui.parts.HandingOver;

/**
 * The handover of the desk's own console.
 *
 * @param console as the history names it
 * @param windows reads the maintenance that is written down
 * @param mail null when the configuration has no e-mail
 */
public record DeskHandover(
    History history,
    About about,
    String console,
    Supplier<List<MaintenanceWindow>> windows,
    @Nullable HandoverMail mail)
    implements HandingOver {

  @Override
  public Handover facts(Board board, Duration shift) {
    Instant now = about.clock().instant();
    return new ShiftFacts(windows.get(), board.hold())
        .of(
            board,
            new Handover.Shift(now.minus(shift), now, console, about.person(), board.practice()),
            history);
  }

  @Override
  public Path save(Handover handover, Path folder, Locale locale) throws IOException {
    return Documents.write(folder, handover, locale, about.zone());
  }

  @Override
  public List<String> addressees() {
    return mail == null ? List.of() : mail.to();
  }

  @Override
  public void send(Handover handover) throws IOException {
    Delivery delivery =
        mail == null ? new Delivery.Permanent("there is no e-mail channel") : mail.send(handover);
    String problem = delivery.problem();
    if (problem != null) {
      throw new IOException(problem);
    }
  }
}
