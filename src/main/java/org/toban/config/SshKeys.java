package org.toban.config;

import java.util.List;
import org.toban.config.Key.Kind;

/** The keys of the hosts that commands run on. */
final class SshKeys {
  static final List<Key> ALL =
      List.of(
          new Key("hosts", Kind.SECTION, ""),
          new Key("hosts.*", Kind.SECTION, ""),
          new Key("hosts.*.ssh", Kind.TEXT, ""),
          new Key("hosts.*.match", Kind.SECTION, ""),
          new Key("hosts.*.match.*", Kind.TEXT, ""),
          new Key("hosts.*.passphrase", Kind.INLINE_SECRET, ""),
          new Key("hosts.*.passphrase_file", Kind.SECRET_FILE, ""),
          new Key("hosts.*.passphrase_env", Kind.TEXT, ""),
          new Key("hosts.*.passphrase_command", Kind.TEXTS, ""),
          new Key("hosts.*.passphrase_keyring", Kind.TEXT, ""),
          new Key("hosts.*.sudo_password", Kind.INLINE_SECRET, ""),
          new Key("hosts.*.sudo_password_file", Kind.SECRET_FILE, ""),
          new Key("hosts.*.sudo_password_env", Kind.TEXT, ""),
          new Key("hosts.*.sudo_password_command", Kind.TEXTS, ""),
          new Key("hosts.*.sudo_password_keyring", Kind.TEXT, ""),
          new Key("ssh", Kind.SECTION, ""),
          new Key("ssh.config", Kind.PATH, "~/.ssh/config"),
          new Key("ssh.config_hosts", Kind.SECTION, ""),
          new Key("ssh.config_hosts.names", Kind.TEXTS, ""),
          new Key("ssh.config_hosts.match", Kind.SECTION, ""),
          new Key("ssh.config_hosts.match.*", Kind.TEXT, ""),
          new Key("ssh.known_hosts", Kind.PATH, "~/.ssh/known_hosts"),
          new Key("ssh.identity_file", Kind.PATHS, ""),
          new Key("ssh.passphrase", Kind.INLINE_SECRET, ""),
          new Key("ssh.passphrase_file", Kind.SECRET_FILE, ""),
          new Key("ssh.passphrase_env", Kind.TEXT, ""),
          new Key("ssh.passphrase_command", Kind.TEXTS, ""),
          new Key("ssh.passphrase_keyring", Kind.TEXT, ""),
          new Key("ssh.agent", Kind.FLAG, "true"),
          new Key("ssh.connect_timeout", Kind.DURATION, "10s"),
          new Key("ssh.idle", Kind.DURATION, "5m"),
          new Key("ssh.output_limit", Kind.SIZE, "256KB"),
          new Key("ssh.setting_folders", Kind.TEXTS, ""),
          new Key("ssh.lease_dir", Kind.TEXT, ""));

  private SshKeys() {}
}
