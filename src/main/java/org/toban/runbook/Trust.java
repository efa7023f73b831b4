package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person on this machine has approved for automatic runs, by the SHA-256 of the text: a
 * block that changes by one byte is a stranger again, but it is known what it replaces.
 *
 * @param approvals oldest first; a text that several steps have may stand here once for each
 */
public record Trust(List<Approval> approvals) {
  public Trust {
    approvals = List.copyOf(approvals);
  }

  public static Trust nothing() {
    return new Trust(List.of());
  }

  public boolean approved(Step step) {
    return approval(step).isPresent();
  }

  /** The newest approval of exactly this step's text, whichever step it was given for. */
  public Optional<Approval> approval(Step step) {
    return approvals.reversed().stream()
        .filter(it -> it.sha256().equals(step.sha256()))
        .findFirst();
  }

  /** One approval more; it takes the place of an earlier one of the same text for the same step. */
  public Trust with(Approval approval) {
    List<Approval> more = new ArrayList<>(approvals);
    more.removeIf(it ->
        it.sha256().equals(approval.sha256())
            && (it.origin() == null || it.origin().equals(approval.origin())));
    more.add(approval);
    return new Trust(more);
  }

  public Trust without(String sha256) {
    return new Trust(approvals.stream().filter(it -> !it.sha256().equals(sha256)).toList());
  }

  /** Automatic steps of a library that wait for approval: new ones and changed ones. */
  public List<Step> waiting(Library library) {
    return library.steps().filter(step -> step.automatic() && !approved(step)).toList();
  }

  /** Approved hashes whose text is no longer in the library, sorted: it was changed or removed. */
  public List<String> gone(Library library) {
    Set<String> left = approvals.stream().map(Approval::sha256).collect(Collectors.toSet());
    library.steps().forEach(step -> left.remove(step.sha256()));
    return List.copyOf(new TreeSet<>(left));
  }

  /**
   * The newest approval of the text that stood where this unapproved step stands now, and that the
   * library no longer has; empty for an approved step and for a new one.
   */
  public Optional<Approval> replacedBy(Step step, Library library) {
    if (approved(step)) {
      return Optional.empty();
    }
    Set<String> gone = Set.copyOf(gone(library));
    @Nullable Approval best = null;
    int most = 1;
    for (Approval approval : approvals) {
      int likeness = approval.origin() == null ? 0 : approval.origin().likeness(step);
      if (likeness >= most && gone.contains(approval.sha256())) {
        best = approval;
        most = likeness;
      }
    }
    return Optional.ofNullable(best);
  }
}
