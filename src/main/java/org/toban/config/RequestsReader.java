package org.toban.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.toban.remedy.RequestSettings;
import org.toban.runbook.request.Origin;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/** Reads where requests of runbooks may go, and which secrets they may take there. */
final class RequestsReader {
  private final Path folder;
  private final Places places;

  RequestsReader(Path folder, Places places) {
    this.folder = folder;
    this.places = places;
  }

  RequestSettings read(Section root) {
    Section requests = root.section("requests");
    Set<String> allowed = origins(requests, "allow");
    Http way = new HttpReader(folder, places).read(requests.section("http"));
    if (!(way.signIn() instanceof SignIn.None) || !way.headers().isEmpty()) {
      requests.wrong("http", Slip.SIGN_IN_FOR_ALL.of());
    }
    Map<String, RequestSettings.Grant> secrets = new LinkedHashMap<>();
    root.section("secrets")
        .named()
        .forEach((name, section) ->
            grant(name, section, allowed).ifPresent(it -> secrets.put(name, it)));
    return new RequestSettings(allowed, secrets, way);
  }

  private Optional<RequestSettings.Grant> grant(String name, Section section, Set<String> allowed) {
    SecretReader reader = new SecretReader(folder, places);
    Secret secret = reader.read(section, "value");
    if (!reader.isWritten(section, "value")) {
      section.wrong("value", Slip.SECRET_NOWHERE.of(name));
    }
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      section.wrong("value", Slip.NO_SECRET_NAME.of(name));
    }
    Set<String> hosts = origins(section, "hosts");
    if (!section.has("hosts")) {
      section.wrong("hosts", Slip.SECRET_FOR_NOBODY.of(name));
    }
    for (String host : hosts) {
      if (!Origin.isSafe(host)) {
        section.wrong("hosts", Slip.SECRET_IN_THE_CLEAR.of(host));
      } else if (!allowed.contains(host)) {
        section.wrong("hosts", Slip.HOST_NOT_ALLOWED.of(host));
      }
    }
    return secret == null
        ? Optional.empty()
        : Optional.of(new RequestSettings.Grant(secret, hosts));
  }

  private static Set<String> origins(Section section, String key) {
    List<String> wrong = new ArrayList<>();
    Set<String> origins = new LinkedHashSet<>();
    for (String written : section.texts(key)) {
      Origin.of(written).ifPresentOrElse(origins::add, () -> wrong.add(written));
    }
    if (!wrong.isEmpty()) {
      section.wrong(key, Slip.NO_SERVER.of(wrong.getFirst()));
    }
    return origins;
  }
}
