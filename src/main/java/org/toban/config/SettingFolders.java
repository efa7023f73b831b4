package org.toban.config;

import java.util.List;
import java.util.regex.Pattern;

/** Reads which folders of hosts are open for declared settings, beside the usual ones. */
final class SettingFolders {
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*)+");

  private SettingFolders() {}

  static List<String> read(Section ssh) {
    List<String> folders = ssh.texts("setting_folders");
    for (String folder : folders) {
      if (!PLAIN.matcher(folder).matches()) {
        ssh.wrong("setting_folders", Slip.NO_FOLDER.of(folder));
      }
    }
    return folders;
  }
}
