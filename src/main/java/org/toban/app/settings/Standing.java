package org.toban.app.settings;

import java.util.ArrayList;
import java.util.List;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.runbook.Difference;

/**
 * How a setting stands on a host.
 *
 * @param difference from what is there to what is declared; without lines when nothing was seen
 * @param rights what is declared of mode and owner and is otherwise on the host
 * @param detail why nothing is known, and what to do; empty when something is
 */
public record Standing(
    Declared declared,
    State state,
    Sight sight,
    Difference difference,
    List<String> rights,
    String detail) {

  public Standing {
    rights = List.copyOf(rights);
  }

  /** What is known of a setting on a host. */
  public enum State {
    SAME,
    DIFFERS,
    MISSING,
    /** The host answered, but the file cannot be judged. */
    UNREADABLE,
    UNREACHABLE,
    /** The block does not say enough, or says what is not allowed. */
    INCOMPLETE
  }

  /** Whether what is there is known and is not what is declared. */
  public boolean isDrift() {
    return state == State.DIFFERS || state == State.MISSING;
  }

  static Standing incomplete(Declared declared, String why) {
    return unknown(declared, State.INCOMPLETE, new Sight.Unreadable(why), why);
  }

  private static Standing unknown(Declared declared, State state, Sight sight, String why) {
    return new Standing(declared, state, sight, new Difference(List.of()), List.of(), why);
  }

  static Standing of(Declared declared, Sight sight) {
    return switch (sight) {
      case Sight.Unreadable it -> unknown(declared, State.UNREADABLE, it, it.detail());
      case Sight.Unreachable it -> unknown(declared, State.UNREACHABLE, it, it.detail());
      case Sight.Missing it ->
          new Standing(
              declared,
              State.MISSING,
              it,
              Difference.between("", declared.setting().text()),
              List.of(),
              "");
      case Sight.Found it -> found(declared, it);
    };
  }

  private static Standing found(Declared declared, Sight.Found found) {
    HostFile file = declared.file();
    List<String> rights = new ArrayList<>();
    if (!file.mode().isEmpty() && octal(file.mode()) != octal(found.mode())) {
      rights.add("mode " + found.mode() + ", declared " + file.mode());
    }
    if (!file.owner().isEmpty() && !file.owner().equals(found.owner())) {
      rights.add("owner " + found.owner() + ", declared " + file.owner());
    }
    boolean same = HostFiles.sha256(file.text()).equals(found.sha256());
    return new Standing(
        declared,
        same && rights.isEmpty() ? State.SAME : State.DIFFERS,
        found,
        Difference.between(found.text(), file.text()),
        rights,
        "");
  }

  private static int octal(String mode) {
    return Integer.parseInt(mode, 8);
  }
}
