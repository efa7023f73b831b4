package org.toban.app.settings;

import org.jspecify.annotations.Nullable;
import org.toban.remedy.Target;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.Sight;
import org.toban.runbook.HostSetting;

/**
 * A setting on one of its hosts.
 *
 * @param host its name; empty when the block names none
 * @param target null when the inventory has no such host
 */
public record Declared(HostSetting setting, String host, @Nullable Target target) {
  /** The file as it should be, when nothing is known of the one on the host. */
  HostFile file() {
    HostSetting.Terms terms = setting.terms();
    return new HostFile(
        setting.path(), setting.text(), terms.mode(), terms.owner(), check(), terms.sudo());
  }

  /** The file to send: one that was not there gets a mode for its kind. */
  HostFile file(Sight seen) {
    HostFile file = file();
    if (!(seen instanceof Sight.Missing) || !file.mode().isEmpty()) {
      return file;
    }
    String mode = file.check() == HostFile.Check.SHELL ? "0755" : "0644";
    return new HostFile(file.path(), file.text(), mode, file.owner(), file.check(), file.sudo());
  }

  private HostFile.Check check() {
    return switch (setting.kind()) {
      case "systemd" -> HostFile.Check.SYSTEMD;
      case "logrotate" -> HostFile.Check.LOGROTATE;
      case "certbot" -> HostFile.Check.SHELL;
      case "nginx" -> HostFile.Check.NGINX;
      default -> HostFile.Check.NONE;
    };
  }
}
