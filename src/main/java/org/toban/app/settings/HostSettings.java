package org.toban.app.settings;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.toban.history.History;
import org.toban.history.HostChange;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.runbook.Difference;
import org.toban.runbook.HostSetting;
import org.toban.runbook.Library;

/**
 * The declared settings of a library on the hosts of an inventory. A change is recorded before
 * anything is sent, and what became of it after; without a record nothing is changed. Blocking.
 */
public final class HostSettings {
  private final Library library;
  private final Inventory inventory;
  private final List<String> folders;
  private final HostFiles files;
  private final InstantSource clock;

  public HostSettings(
      Library library,
      Inventory inventory,
      List<String> folders,
      HostFiles files,
      InstantSource clock) {
    this.library = library;
    this.inventory = inventory;
    this.folders = List.copyOf(folders);
    this.files = files;
    this.clock = clock;
  }

  /** What became of a change; the detail is for the person and may be empty when it was made. */
  public record Result(HostChange.Stage stage, String backup, String detail) {}

  /**
   * The settings on their hosts.
   *
   * @param name of the setting, or its path; empty for all
   * @param host only on this one, and on this one also when the block names none; empty for all
   */
  public List<Declared> declared(String name, String host) {
    List<Declared> declared = new ArrayList<>();
    for (HostSetting setting : library.settings()) {
      if (!name.isEmpty() && !isNamed(setting, name)) {
        continue;
      }
      List<String> hosts = setting.terms().hosts();
      for (String one : hosts.isEmpty() ? List.of(host) : hosts) {
        if (host.isEmpty() || one.equals(host)) {
          declared.add(new Declared(setting, one, inventory.named(one).orElse(null)));
        }
      }
    }
    return declared;
  }

  private static boolean isNamed(HostSetting setting, String name) {
    return setting.terms().name().equals(name) || setting.path().equals(name);
  }

  /** Looks at all of them at once, each on its host; in the same order. */
  public List<Standing> look(List<Declared> all) {
    try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Standing>> under = all.stream().map(it -> looks.submit(() -> look(it))).toList();
      List<Standing> seen = new ArrayList<>();
      for (Future<Standing> one : under) {
        seen.add(one.get());
      }
      return seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while looking at hosts", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Standing look(Declared declared) {
    Optional<String> refusal = declared.file().refusal(folders);
    if (refusal.isPresent()) {
      return Standing.incomplete(declared, refusal.get());
    }
    Target target = declared.target();
    if (target == null) {
      return Standing.incomplete(
          declared,
          declared.host().isEmpty()
              ? "the block does not say on which host; give it host=NAME"
              : "there is no host " + declared.host() + " under hosts: in the configuration");
    }
    return Standing.of(declared, files.look(target, declared.file()));
  }

  /** Installs what a person has seen and confirmed. */
  public Result install(Standing seen, History history, String person) {
    Declared declared = seen.declared();
    Target target = declared.target();
    Optional<String> refusal = declared.file().refusal(folders);
    if (target == null || refusal.isPresent() || !seen.isDrift()) {
      return new Result(
          HostChange.Stage.REFUSED, "", refusal.orElse("there is nothing to install"));
    }
    HostSetting setting = declared.setting();
    Instant at = clock.instant();
    String before = seen.sight() instanceof Sight.Found found ? found.sha256() : "";
    HostChange plan =
        new HostChange(
            UUID.randomUUID().toString(),
            at,
            HostChange.Stage.PLANNED,
            "",
            person,
            new HostChange.Place(
                target.name(), setting.path(), setting.terms().sudo(), setting.terms().reload()),
            new HostChange.Bytes(
                before,
                HostFiles.sha256(setting.text()),
                before.isEmpty() ? "" : HostFiles.backupName(setting.path(), at)),
            text(seen.difference()),
            "");
    history.append(plan);
    FileChange change = files.install(target, declared.file(seen.sight()), seen.sight(), at);
    return ended(plan, target, change, history);
  }

  private static String text(Difference difference) {
    return difference.lines().stream()
        .map(Difference.Line::marked)
        .collect(Collectors.joining("\n"));
  }

  private Result ended(HostChange plan, Target target, FileChange change, History history) {
    Result result =
        switch (change) {
          case FileChange.Refused it -> new Result(HostChange.Stage.REFUSED, "", it.detail());
          case FileChange.Unknown it -> new Result(HostChange.Stage.UNKNOWN, "", it.detail());
          case FileChange.Made it ->
              new Result(HostChange.Stage.MADE, it.backup(), reload(plan.place(), target));
        };
    history.append(plan.ended(clock.instant(), result.stage(), result.detail()));
    return result;
  }

  private String reload(HostChange.Place place, Target target) {
    if (place.reload().isEmpty()) {
      return "";
    }
    return files
        .reload(target, place.reload(), place.sudo())
        .map(
            why -> "the file is in its place, but after it '" + place.reload() + "' failed: " + why)
        .orElse("");
  }

  /**
   * The newest installation that may still stand: made, or of unknown outcome, and not put back.
   *
   * @param name of the setting, or its path; empty for any
   * @param host empty for any
   */
  public Optional<HostChange> newest(List<HostChange> changes, String name, String host) {
    List<String> over = new ArrayList<>();
    for (HostChange it : changes.reversed()) {
      boolean undone = it.stage() == HostChange.Stage.MADE && !it.undoes().isEmpty();
      if (undone) {
        over.add(it.undoes());
      } else if (it.stage() == HostChange.Stage.REFUSED) {
        over.add(it.id());
      } else if (it.stage() == HostChange.Stage.PLANNED
          && it.undoes().isEmpty()
          && !over.contains(it.id())
          && (host.isEmpty() || it.place().host().equals(host))
          && isOf(it.place(), name)) {
        return Optional.of(it);
      }
    }
    return Optional.empty();
  }

  private boolean isOf(HostChange.Place place, String name) {
    return name.isEmpty()
        || place.path().equals(name)
        || place.path().endsWith("/" + name)
        || library.settings().stream()
            .anyMatch(it -> it.terms().name().equals(name) && it.path().equals(place.path()));
  }

  /** Puts back what an installation replaced. */
  public Result undo(HostChange installed, History history, String person) {
    HostChange.Place place = installed.place();
    HostChange.Bytes bytes = installed.bytes();
    Target target = inventory.named(place.host()).orElse(null);
    if (target == null) {
      return new Result(
          HostChange.Stage.REFUSED,
          "",
          "there is no host " + place.host() + " under hosts: in the configuration");
    }
    HostChange plan =
        new HostChange(
            UUID.randomUUID().toString(),
            clock.instant(),
            HostChange.Stage.PLANNED,
            installed.id(),
            person,
            place,
            new HostChange.Bytes(bytes.after(), bytes.before(), bytes.backup()),
            "",
            "");
    history.append(plan);
    FileChange change =
        files.undo(
            target, place.path(), place.sudo(), bytes.after(), bytes.before(), bytes.backup());
    return ended(plan, target, change, history);
  }
}
