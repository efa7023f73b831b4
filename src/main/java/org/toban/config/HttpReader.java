package org.toban.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.source.Proxying;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.SourceSettings.Value;
import org.toban.source.tls.Tls;

/** Reads how a server is reached and signed in to: the keys of Prometheus' {@code http_config}. */
final class HttpReader {
  /** RFC 9110, 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Pattern PIN = Pattern.compile("sha256/[A-Za-z0-9+/]{43}=");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(cookie|token|secret|password|api-?key).*");

  /** Headers that the connection itself sets. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "transfer-encoding",
          "content-encoding",
          "content-length",
          "content-type",
          "accept-encoding",
          "user-agent",
          "proxy-authenticate",
          "www-authenticate");

  private final SecretReader secrets;

  HttpReader(Path folder, Places places) {
    this.secrets = new SecretReader(folder, places);
  }

  Http read(Section http) {
    return new Http(signIn(http), headers(http.section("http_headers")), tls(http), proxying(http));
  }

  private SignIn signIn(Section http) {
    Map<String, SignIn> ways = new LinkedHashMap<>();
    put(ways, "basic_auth", basic(http.section("basic_auth"), "basic_auth", http));
    put(ways, "authorization", authorization(http.section("authorization")));
    String bearer = http.text("bearer_token_file");
    if (bearer != null) {
      Path file = secrets.file(http, "bearer_token_file", bearer);
      ways.put("bearer_token_file", SignIn.Token.bearer(new Secret.InFile(file)));
    }
    if (http.has("oauth2")) {
      put(ways, "oauth2", oauth2(http.section("oauth2")));
    }
    List<String> names = List.copyOf(ways.keySet());
    if (names.size() > 1) {
      http.wrong(names.get(1), Slip.TWO_SIGN_INS.of(either(names)));
    }
    return ways.values().stream().findFirst().orElseGet(SignIn.None::new);
  }

  private static Object either(List<String> names) {
    Object all = names.getFirst();
    for (String name : names.subList(1, names.size())) {
      all = Slip.OR.of(all, name);
    }
    return all;
  }

  private static void put(Map<String, SignIn> ways, String name, @Nullable SignIn way) {
    if (way != null) {
      ways.put(name, way);
    }
  }

  private SignIn.@Nullable Basic basic(Section basic, String key, Section parent) {
    Value username = username(basic);
    Secret password = secrets.read(basic, "password");
    if (basic.isWritten() && (username == null || !secrets.isWritten(basic, "password"))) {
      parent.wrong(key, Slip.HALF_A_SIGN_IN.of());
    }
    return username == null || password == null ? null : new SignIn.Basic(username, password);
  }

  private @Nullable Value username(Section basic) {
    if (basic.has("username_file")) {
      String file = basic.text("username_file");
      return file == null
          ? null
          : new Secret.InFile(secrets.existing(basic, "username_file", file));
    }
    String username = basic.text("username");
    return username == null ? null : new Literal(username);
  }

  private SignIn.@Nullable Token authorization(Section authorization) {
    Secret credentials = secrets.read(authorization, "credentials");
    String type = String.valueOf(authorization.text("type"));
    if (type.equalsIgnoreCase("Basic")) {
      authorization.wrong("type", Slip.BASIC_ELSEWHERE.of());
    } else if (!TOKEN.matcher(type).matches()) {
      authorization.wrong("type", Slip.NO_SIGN_IN_TYPE.of(type));
    }
    if (authorization.isWritten() && !secrets.isWritten(authorization, "credentials")) {
      authorization.wrong(
          "credentials_file",
          Slip.SIGN_IN_WITHOUT_SECRET.of(
              "credentials_file, credentials_env, credentials_command, credentials_keyring"));
    }
    return credentials == null ? null : new SignIn.Token(type, credentials);
  }

  private SignIn.@Nullable OAuth2 oauth2(Section oauth2) {
    String client = oauth2.required("client_id");
    Secret secret = secrets.read(oauth2, "client_secret");
    if (!secrets.isWritten(oauth2, "client_secret")) {
      oauth2.wrong(
          "client_secret_file",
          Slip.SIGN_IN_WITHOUT_SECRET.of(
              "client_secret_file, client_secret_env, client_secret_command, client_secret_keyring"));
    }
    URI url = url(oauth2, "token_url", oauth2.required("token_url"), "https?", "https://HOST/PATH");
    Section params = oauth2.section("endpoint_params");
    Map<String, String> fields = new LinkedHashMap<>();
    params.names().forEach(name -> fields.put(name, String.valueOf(params.text(name))));
    Tls tls = tls(oauth2);
    Proxying proxy = proxying(oauth2);
    return secret == null || url == null
        ? null
        : new SignIn.OAuth2(client, secret, url, oauth2.texts("scopes"), fields, tls, proxy);
  }

  private List<Header> headers(Section section) {
    List<Header> headers = new ArrayList<>();
    section
        .named()
        .forEach((name, header) -> {
          checkName(section, name, header);
          List<Value> values = new ArrayList<>();
          header.texts("values").forEach(text -> values.add(new Literal(text)));
          for (String file : header.texts("files")) {
            values.add(new Secret.InFile(secrets.file(header, "files", file)));
          }
          Secret secret = secrets.read(header, "secret");
          if (secret != null) {
            values.add(secret);
          }
          headers.add(new Header(name, values));
        });
    return headers;
  }

  private static void checkName(Section section, String name, Section header) {
    String known = name.toLowerCase(Locale.ROOT);
    if (known.equals("authorization") || known.equals("proxy-authorization")) {
      section.wrong(name, Slip.HEADER_ELSEWHERE.of(name));
    } else if (OWN_HEADERS.contains(known) || !TOKEN.matcher(name).matches()) {
      section.wrong(name, Slip.OWN_HEADER.of(name));
    } else if (header.has("values") && SECRET_NAME.matcher(name).matches()) {
      section.wrong(
          name, Slip.SECRET_IN_FILE.of("files, secret_env, secret_command, secret_keyring"));
    }
  }

  private Tls tls(Section parent) {
    Section tls = parent.section("tls_config");
    return new Tls(
        file(tls, "ca_file"),
        client(tls),
        tls.text("server_name"),
        leastVersion(tls),
        tls.texts("pinned_key").stream().filter(pin -> isPin(tls, pin)).toList());
  }

  private @Nullable Path file(Section section, String key) {
    String written = section.text(key);
    return written == null ? null : secrets.existing(section, key, written);
  }

  private Tls.@Nullable ClientFiles client(Section tls) {
    Path certificate = file(tls, "cert_file");
    String key = tls.text("key_file");
    if (tls.has("cert_file") != tls.has("key_file") && !tls.refusedSecret()) {
      tls.wrong(tls.has("cert_file") ? "cert_file" : "key_file", Slip.HALF_A_CERTIFICATE.of());
    }
    return certificate == null || key == null
        ? null
        : new Tls.ClientFiles(certificate, secrets.file(tls, "key_file", key));
  }

  private static String leastVersion(Section tls) {
    String version = String.valueOf(tls.text("min_version"));
    if (!version.matches("TLS1[23]")) {
      tls.wrong("min_version", Slip.UNSAFE_TLS.of(version));
    }
    return version.equals("TLS13") ? "TLSv1.3" : "TLSv1.2";
  }

  private static boolean isPin(Section tls, String pin) {
    boolean right = PIN.matcher(pin).matches();
    if (!right) {
      tls.wrong("pinned_key", Slip.NO_PIN.of(pin));
    }
    return right;
  }

  private Proxying proxying(Section section) {
    boolean fromEnvironment = section.flag("proxy_from_environment");
    String written = section.text("proxy_url");
    URI url =
        written == null
            ? null
            : url(
                section,
                "proxy_url",
                written,
                "http|socks5h?",
                Slip.OR.of("http://HOST:PORT", "socks5://HOST:PORT"));
    if (fromEnvironment && (section.has("proxy_url") || section.has("no_proxy"))) {
      section.wrong("proxy_from_environment", Slip.TWO_PROXIES.of());
    }
    for (String key : List.of("no_proxy", "proxy_basic_auth")) {
      if (section.has(key) && !section.has("proxy_url") && !fromEnvironment) {
        section.wrong(key, Slip.NO_PROXY.of());
      }
    }
    SignIn.Basic signIn =
        section.has("proxy_basic_auth")
            ? basic(section.section("proxy_basic_auth"), "proxy_basic_auth", section)
            : null;
    String except = section.text("no_proxy");
    List<String> entries = except == null ? List.of() : Stream.of(except.split(",")).toList();
    return new Proxying(url, signIn, entries, fromEnvironment);
  }

  /** An address without a secret in it; null, noted as a mistake, when it is none. */
  private static @Nullable URI url(
      Section section, String key, String text, String schemes, Object example) {
    if (text.isEmpty()) {
      return null; // noted already
    }
    try {
      URI url = new URI(text);
      if (url.getRawUserInfo() != null) {
        section.wrong(
            key,
            (key.equals("proxy_url") ? Slip.SECRET_IN_PROXY_URL : Slip.SECRET_IN_TOKEN_URL).of());
        return null;
      }
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches(schemes)) {
        return url;
      }
      section.wrong(key, Slip.NO_ADDRESS_FOR_IT.of(text, example));
    } catch (URISyntaxException e) {
      section.wrong(key, Slip.NO_ADDRESS.of(e.getReason(), example));
    }
    return null;
  }
}
