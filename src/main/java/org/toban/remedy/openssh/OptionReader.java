package org.toban.remedy.openssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the file says of a host: by {@code ssh -G}, which connects nowhere, or where there is
 * no ssh by the library's parser, which knows neither Match nor Include.
 */
final class OptionReader {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:-]{0,252}");
  private static final Pattern BEYOND_THE_LIBRARY =
      Pattern.compile("(?im)^\\s*(match|include)[\\s=]");

  private final String program;
  private final Path file;
  private final boolean usual;
  private final boolean needed;
  private final Map<List<String>, Options> read = new HashMap<>();

  /**
   * @param program OpenSSH's client
   * @param usual whether the file is the one that ssh itself would read, and the system's after it
   * @param needed whether it is a mistake when it is not there
   */
  OptionReader(String program, Path file, boolean usual, boolean needed) {
    this.program = program;
    this.file = file;
    this.usual = usual;
    this.needed = needed;
  }

  /**
   * The options of a host.
   *
   * @param alias a name of the configuration, never one of an alert
   * @param user as on ssh's command line, null when it is not said there
   * @param port the same
   */
  Options read(String alias, @Nullable String user, @Nullable String port) throws Unusable {
    if (!ALIAS.matcher(alias).matches()) {
      throw new Unusable(HostFlaw.NO_NAME.of(alias));
    }
    checkWriters();
    List<String> command = new ArrayList<>(List.of(program, "-G"));
    if (!usual) {
      command.addAll(List.of("-F", Files.exists(file) ? file.toString() : "none"));
    }
    if (user != null) {
      command.addAll(List.of("-l", user));
    }
    if (port != null) {
      command.addAll(List.of("-p", port));
    }
    command.addAll(List.of("--", alias));
    Options known = read.get(command);
    if (known == null) {
      known = ask(alias, command, user, port);
      read.put(command, known);
    }
    return known;
  }

  /** Who can write the file can choose where commands run, so only its owner may. */
  private void checkWriters() throws Unusable {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new Unusable(HostFlaw.OTHERS_MAY_WRITE.of(file));
      }
    } catch (IOException | UnsupportedOperationException _) {
      if (needed || Files.exists(file)) {
        throw new Unusable(HostFlaw.NO_FILE.of(file));
      }
    }
  }

  private Options ask(
      String alias, List<String> command, @Nullable String user, @Nullable String port)
      throws Unusable {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("toban-ssh");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process;
      try {
        process = builder.start();
      } catch (IOException _) {
        return byLibrary(alias, user, port);
      }
      end(process, alias);
      if (process.exitValue() != 0) {
        throw new Unusable(
            HostFlaw.SSH_SAYS.of(
                alias, Files.readString(err).strip().replaceAll("\\s+", " "), file));
      }
      return Options.parse(alias, Files.readString(out));
    } catch (IOException e) {
      throw new Unusable(HostFlaw.NO_ANSWER.of(alias, e));
    } finally {
      delete(folder);
    }
  }

  private void end(Process process, String alias) throws Unusable {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new Unusable(HostFlaw.SLOW.of(alias, LIMIT.toSeconds(), file));
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Unusable(HostFlaw.STOPPED.of(alias));
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve("out"));
        Files.deleteIfExists(folder.resolve("err"));
        Files.deleteIfExists(folder);
      } catch (IOException _) {
        // It holds nothing but the configuration's own words.
      }
    }
  }

  private Options byLibrary(String alias, @Nullable String user, @Nullable String port)
      throws Unusable {
    try {
      String text = Files.isReadable(file) ? Files.readString(file) : "";
      if (BEYOND_THE_LIBRARY.matcher(text).find()) {
        throw new Unusable(HostFlaw.NEEDS_OPENSSH.of(file));
      }
      List<HostConfigEntry> entries =
          text.isEmpty() ? List.of() : HostConfigEntry.readHostConfigEntries(file);
      HostConfigEntry entry =
          HostConfigEntry.toHostConfigEntryResolver(entries)
              .resolveEffectiveHost(alias, 0, null, null, null, null);
      return options(alias, entry, user, port);
    } catch (IOException | RuntimeException e) {
      throw new Unusable(HostFlaw.UNREADABLE.of(file, e.getMessage()));
    }
  }

  private static Options options(
      String alias, @Nullable HostConfigEntry entry, @Nullable String user, @Nullable String port) {
    Map<String, List<String>> values = new HashMap<>();
    if (entry != null) {
      entry
          .getProperties()
          .forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), List.of(value)));
      values.put("identityfile", List.copyOf(entry.getIdentities()));
    }
    String own = System.getProperty("user.name", "");
    String hostName = values.getOrDefault("hostname", List.of(alias)).getFirst();
    values.put("hostname", List.of(hostName.replace("%h", alias)));
    values.put("user", List.of(user != null ? user : first(values, "user", own)));
    values.put("port", List.of(port != null ? port : first(values, "port", "22")));
    return new Options(alias, values);
  }

  private static String first(Map<String, List<String>> values, String key, String otherwise) {
    return values.getOrDefault(key, List.of(otherwise)).getFirst();
  }
}
