package org.toban.remedy.openssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.toban.saying.Saying;

/**
 * What ssh_config(5) says of one host: keywords in lower case with their values in order.
 *
 * @param name as ssh was asked
 */
record Options(String name, Map<String, List<String>> values) {
  private static final Pattern TOKEN = Pattern.compile("%(.?)");

  /** Where one path ends and the next begins; ssh -G prints them without quotes. */
  private static final Pattern BETWEEN_PATHS = Pattern.compile(" (?=[/~%$])");

  /** Reads the lines that ssh -G prints. */
  static Options parse(String name, String printed) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String line : printed.lines().toList()) {
      int space = line.indexOf(' ');
      if (space > 0) {
        values
            .computeIfAbsent(
                line.substring(0, space).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(line.substring(space + 1).strip());
      }
    }
    return new Options(name, values);
  }

  List<String> all(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  /** The value; empty when there is none, or none is wanted. */
  String one(String keyword) {
    List<String> all = all(keyword);
    return all.isEmpty() || all.getFirst().equals("none") ? "" : all.getFirst();
  }

  boolean says(String keyword, String... words) {
    return List.of(words).contains(one(keyword).toLowerCase(Locale.ROOT));
  }

  /** Paths on one line, such as those of UserKnownHostsFile. */
  List<Path> paths(String keyword, Path home) throws Unusable {
    List<Path> paths = new ArrayList<>();
    for (String text : BETWEEN_PATHS.split(one(keyword))) {
      if (!text.isEmpty()) {
        paths.add(path(text, home));
      }
    }
    return paths;
  }

  /** A path with the tokens of ssh_config(5) that say something about the host or the user. */
  Path path(String written, Path home) throws Unusable {
    String text = written.replaceFirst("^\"(.*)\"$", "$1");
    StringBuilder path = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      token.appendReplacement(path, Matcher.quoteReplacement(value(token.group(1), text, home)));
    }
    token.appendTail(path);
    String whole = path.toString();
    if (whole.contains("${")) {
      throw new Unusable(HostFlaw.VARIABLE.of(name, text));
    }
    if (whole.startsWith("~/")) {
      return home.resolve(whole.substring(2));
    }
    if (whole.startsWith("~")) {
      throw new Unusable(HostFlaw.OTHER_HOME.of(name, text));
    }
    return home.resolve(".ssh").resolve(whole);
  }

  private String value(String token, String text, Path home) throws Unusable {
    return switch (token) {
      case "%" -> "%";
      case "d" -> home.toString();
      case "h" -> one("hostname");
      case "n" -> name;
      case "p" -> one("port");
      case "r" -> one("user");
      case "u" -> System.getProperty("user.name", "");
      default -> throw new Unusable(HostFlaw.UNKNOWN_TOKEN.of(name, token, text));
    };
  }

  /** What would weaken the checks is not done, and not passed over in silence. */
  List<Saying> remarks() {
    List<Saying> remarks = new ArrayList<>();
    if (says("stricthostkeychecking", "no", "false", "off", "accept-new")) {
      remarks.add(HostFlaw.CHECKED_ANYHOW.of(name));
    }
    if (one("userknownhostsfile").contains("/dev/null")) {
      remarks.add(HostFlaw.KNOWN_ANYHOW.of(name));
    }
    if (says("nohostauthenticationforlocalhost", "yes", "true")) {
      remarks.add(HostFlaw.NO_LOCALHOST.of(name));
    }
    if (says("verifyhostkeydns", "yes", "true")) {
      remarks.add(HostFlaw.NO_DNS.of(name));
    }
    if (!one("knownhostscommand").isEmpty()) {
      remarks.add(HostFlaw.NO_COMMAND.of(name));
    }
    if (!one("forwardagent").isEmpty() && !says("forwardagent", "no", "false")) {
      remarks.add(HostFlaw.NO_FORWARDING.of(name));
    }
    return remarks;
  }
}
