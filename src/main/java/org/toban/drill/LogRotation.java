package org.toban.drill;

import java.util.ArrayList;
import java.util.List;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Glob;
import org.toban.drill.shell.Invocation;
import org.toban.drill.tools.Flags;

/** {@code logrotate}: renames, compresses, makes new files, and runs the postrotate command. */
final class LogRotation {
  static final String CONFIGURATION =
      """
      # practice
      /var/log/mks/*.log /var/log/mks-backend/*.log {
          daily
          rotate 30
          compress
          missingok
          notifempty
          create 0640 mks mks
          sharedscripts
          postrotate
              systemctl reload mks-backend
          endscript
      }
      """;

  private static final long COMPRESSED = 20;
  private static final int KEPT = 30;

  private final Host host;

  LogRotation(Host host) {
    this.host = host;
  }

  int run(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "s", "state");
    if (flags.operands().isEmpty()) {
      return it.fail(1, "usage: logrotate [-dfv] <configfile>");
    }
    int status = 0;
    for (String file : flags.operands()) {
      String path = it.path(file);
      if (!it.files().exists(path)) {
        status = it.fail(3, "error: cannot stat " + file + ": No such file or directory");
      } else {
        status =
            rotate(
                it,
                flags,
                it.files().isDirectory(path) ? CONFIGURATION : it.files().text(path, it.user()));
      }
    }
    return status;
  }

  private int rotate(Invocation it, Flags flags, String configuration) {
    boolean debug = flags.has("d", "debug");
    boolean rotates = flags.has("f", "force") && !debug;
    if (rotates && !it.user().equals("root")) {
      return it.fail(1, "error: error setting owner of rotated files: Operation not permitted");
    }
    if (debug) {
      it.complain(
          "WARNING: logrotate in debug mode does nothing except printing debug messages! (practice)");
    }
    List<FileTree.Facts> logs = logs(configuration);
    for (FileTree.Facts log : logs) {
      if (debug || flags.has("v", "verbose")) {
        it.complain("considering log " + log.path());
        it.complain(
            log.size() == 0
                ? "  log does not need rotating (log is empty)"
                : "  log needs rotating");
      }
      if (rotates && log.size() > 0) {
        rotate(log);
      }
    }
    return rotates && !logs.isEmpty() && configuration.contains("systemctl reload")
        ? it.call(List.of("systemctl", "reload", World.BACKEND))
        : 0;
  }

  private List<FileTree.Facts> logs(String configuration) {
    List<FileTree.Facts> found = new ArrayList<>();
    FileTree files = host.machine().files();
    for (String word : configuration.split("\\{")[0].split("\\s+")) {
      if (word.startsWith("/")) {
        String folder = word.substring(0, word.lastIndexOf('/'));
        String name = word.substring(word.lastIndexOf('/') + 1);
        files.list(folder).stream()
            .filter(it -> !it.directory() && Glob.matches(name, it.name()))
            .forEach(found::add);
      }
    }
    return found;
  }

  private void rotate(FileTree.Facts log) {
    FileTree files = host.machine().files();
    for (int i = KEPT - 1; i > 0; i--) {
      String older = log.path() + "." + i + ".gz";
      if (files.exists(older)) {
        files.rename(older, log.path() + "." + (i + 1) + ".gz", "root");
      }
    }
    String rotated = log.path() + ".1.gz";
    files.rename(log.path(), rotated, "root");
    files.write(rotated, new byte[0], false, "root");
    files.pretend(rotated, log.size() / COMPRESSED);
    files.put(log.path(), "mks", 0640, "");
  }
}
