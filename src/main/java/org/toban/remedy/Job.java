package org.toban.remedy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;

/**
 * One script to run on one host. The script is the runbook's, with references to variables in the
 * places of its placeholders; labels and what people give reach it only as variables.
 *
 * @param runId unique; also marks the remote process group
 * @param values of the runbook's fields, by the names of shell variables
 * @param limit wall time after which the remote process group is ended
 * @param claim what it claims on the host; null for what changes nothing
 * @param sudo whether the script calls sudo, so that the host's password for it is given first when
 *     there is one
 */
public record Job(
    String runId,
    Target target,
    String script,
    Labels labels,
    Map<String, String> values,
    Duration limit,
    @Nullable Claim claim,
    boolean sudo)
    implements Work {
  public Job {
    values = Map.copyOf(values);
  }

  /** One that changes nothing, and whose script needs no values. */
  public Job(String runId, Target target, String script, Labels labels, Duration limit) {
    this(runId, target, script, labels, Map.of(), limit, null, false);
  }

  /** The same script, which calls sudo. */
  public Job withSudo() {
    return new Job(runId, target, script, labels, values, limit, claim, true);
  }

  /** The password that is given to sudo before the script; null for none. */
  @Nullable Passphrase password() {
    return sudo ? target.sudo() : null;
  }

  /** All that the script finds in its environment, by name, sorted, unquoted. */
  SortedMap<String, String> variables() {
    SortedMap<String, String> all = new TreeMap<>(Variables.of(labels));
    all.putAll(values);
    return all;
  }

  /** Why it must not be started, because of a label or a value; empty when it may. */
  Optional<String> unsafe() {
    return Variables.refusal(labels).or(() -> Variables.refusal(values));
  }
}
