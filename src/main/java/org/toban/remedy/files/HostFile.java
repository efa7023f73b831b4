package org.toban.remedy.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file as it should be on a host.
 *
 * @param mode octal; empty to keep that of the file that is there
 * @param owner {@code USER:GROUP}; empty to keep that of the file that is there
 * @param check what must accept the text before it takes its place
 * @param sudo whether every command goes through {@code sudo -n}
 */
public record HostFile(
    String path, String text, String mode, String owner, Check check, boolean sudo) {
  /** The longest text, in bytes of UTF-8. */
  public static final int LONGEST = 64 * 1024;

  /** The folders that are open without any configuration. */
  public static final List<String> FOLDERS =
      List.of(
          "/etc/systemd/system",
          "/etc/logrotate.d",
          "/etc/letsencrypt/renewal-hooks",
          "/etc/nginx");

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*){2,}");
  private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");
  private static final Pattern OWNER =
      Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,63}:[A-Za-z_][A-Za-z0-9._-]{0,63}");

  /** What looks a text over on the host, where it will be used. */
  public enum Check {
    NONE,
    /** {@code systemd-analyze verify}, of a drop-in together with its unit. */
    SYSTEMD,
    /** {@code logrotate -d}, which rotates nothing. */
    LOGROTATE,
    /** {@code sh -n}, or {@code bash -n} when its first line says so. */
    SHELL,
    /** {@code nginx -t}, with the file in its place; put back when it fails. */
    NGINX
  }

  /** Why this file is not touched on any host; empty when it may be. */
  public Optional<String> refusal(List<String> moreFolders) {
    Optional<String> place = placeRefusal(moreFolders);
    if (place.isPresent()) {
      return place;
    }
    if (!mode.isEmpty() && !MODE.matcher(mode).matches()) {
      return Optional.of("the mode " + mode + " cannot be read; write it as 0644");
    }
    if (!owner.isEmpty() && !OWNER.matcher(owner).matches()) {
      return Optional.of("the owner " + owner + " cannot be read; write it as root:root");
    }
    if (text.indexOf('\0') >= 0) {
      return Optional.of("the text holds a NUL character");
    }
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("the text is longer than " + LONGEST + " bytes")
        : Optional.empty();
  }

  private Optional<String> placeRefusal(List<String> moreFolders) {
    if (path.isEmpty()) {
      return Optional.of("the block does not say where the file belongs; give it path=/etc/...");
    }
    if (!PATH.matcher(path).matches() || path.length() > 400) {
      return Optional.of(
          "the path " + path + " is not a plain absolute one (no .., no hidden name, no space)");
    }
    boolean open =
        FOLDERS.stream().anyMatch(this::isBelow) || moreFolders.stream().anyMatch(this::isBelow);
    return open
        ? Optional.empty()
        : Optional.of(
            "the path " + path + " is in no folder that is open; add one to ssh.setting_folders");
  }

  private boolean isBelow(String folder) {
    return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
