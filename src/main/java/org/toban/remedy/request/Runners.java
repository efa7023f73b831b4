package org.toban.remedy.request;

import java.util.function.Consumer;
import org.toban.remedy.Call;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Work;

/** Gives each work to the runner of its kind. */
public final class Runners implements Runner {
  private final Runner hosts;
  private final Runner sites;

  public Runners(Runner hosts, Runner sites) {
    this.hosts = hosts;
    this.sites = sites;
  }

  /** Over SSH and HTTP, as the configuration says. */
  public static Runners of(SshSettings ssh, Inventory inventory) {
    return new Runners(new SshRunner(ssh), new SiteRunner(inventory.requests()));
  }

  @Override
  public Outcome run(Work work, Consumer<String> output) {
    return switch (work) {
      case Job job -> hosts.run(job, output);
      case Call call -> sites.run(call, output);
    };
  }

  @Override
  public void stop(String runId) {
    hosts.stop(runId);
    sites.stop(runId);
  }

  @Override
  public void close() {
    try {
      hosts.close();
    } finally {
      sites.close();
    }
  }
}
