package org.toban.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.engine.EngineSettings;
import org.toban.remedy.Inventory;
import org.toban.remedy.SshSettings;
import org.toban.source.SourceSettings;
import org.toban.source.logs.LogRule;
import org.toban.source.oncall.ScheduleFeed;

/**
 * Everything that toban.yml says, as each room's own settings.
 *
 * @param logs rules over logs and places to look in, in the order of the file
 * @param schedules where it is read who is on call
 * @param settingFolders folders of hosts that are open for declared settings, beside the usual ones
 * @param runbooks files and folders of Markdown; empty for the set that ships with Toban
 * @param push where notifications ring, null when nowhere
 * @param history the SQLite file
 * @param notices how people are told
 * @param person who acts at this desk, as the history names them
 * @param language {@code en} or {@code ja}
 */
public record Settings(
    List<SourceSettings> sources,
    List<LogRule> logs,
    List<ScheduleFeed> schedules,
    EngineSettings engine,
    Inventory inventory,
    SshSettings ssh,
    List<String> settingFolders,
    List<Path> runbooks,
    @Nullable InetSocketAddress push,
    Path history,
    NoticeSettings notices,
    String person,
    String language) {
  public Settings {
    sources = List.copyOf(sources);
    logs = List.copyOf(logs);
    schedules = List.copyOf(schedules);
    settingFolders = List.copyOf(settingFolders);
    runbooks = List.copyOf(runbooks);
  }
}
