package org.toban.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Incident;
import org.toban.remedy.Inventory;
import org.toban.remedy.StartLimit;
import org.toban.runbook.Trust;

/** What the guards look at. */
interface Facts {
  Inventory inventory();

  Trust trust();

  /** Earlier starts of an action on a host. */
  List<Instant> starts(String sha256, String host);

  StartLimit startLimit();

  Set<String> barred();

  boolean isHeld();

  boolean isHistoryDown();

  /** The rows of its alerts that fire, as the board has them; read as far as it takes. */
  Stream<Board.Row> rows(Incident incident);

  /** The run that holds a host's only place, or null. */
  @Nullable String busy(String host);

  /** Whether as many automatic remedies are under way as are allowed. */
  boolean isCrowded();

  /** Whether this action ran automatically for one of these firings. */
  boolean wasAttempted(String sha256, String host, Collection<Alert> firing);
}
