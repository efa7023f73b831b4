package org.toban.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.toban.config.Key.Kind;

/**
 * The keys of Prometheus' {@code http_config}, and those by which Toban takes a secret elsewhere.
 */
final class HttpKeys {
  private final List<Key> keys = new ArrayList<>();

  private HttpKeys() {}

  /** Why a key is not possible, and what to write instead. */
  private static final Map<String, Slip> REFUSALS =
      Map.of(
          "insecure_skip_verify", Slip.TLS_CHECKS,
          "follow_redirects", Slip.REDIRECTS,
          "enable_http2", Slip.HTTP2,
          "proxy_connect_header", Slip.PROXY_HEADERS,
          "max_version", Slip.NEWEST_TLS,
          "ca", Slip.INLINE_CA,
          "cert", Slip.INLINE_CERTIFICATE);

  static Slip refusal(String name) {
    Slip refusal = REFUSALS.get(name);
    if (refusal == null) {
      throw new IllegalArgumentException("no reason why " + name + " is not possible");
    }
    return refusal;
  }

  /** All of them under the path of a section. */
  static List<Key> under(String path) {
    HttpKeys keys = new HttpKeys();
    keys.add(path, Kind.SECTION);
    keys.signIns(path);
    keys.oauth2(path + ".oauth2");
    keys.headers(path + ".http_headers");
    keys.tls(path + ".tls_config");
    keys.proxy(path);
    keys.add(path + ".follow_redirects", Kind.NEVER);
    keys.add(path + ".enable_http2", Kind.NEVER);
    return List.copyOf(keys.keys);
  }

  private void add(String path, Kind kind) {
    keys.add(new Key(path, kind, ""));
  }

  private void add(String path, Kind kind, String standard) {
    keys.add(new Key(path, kind, standard));
  }

  /** A secret written out is refused; these are the ways to have it elsewhere. */
  private void secret(String path) {
    add(path, Kind.INLINE_SECRET);
    add(path + "_file", Kind.SECRET_FILE);
    add(path + "_env", Kind.TEXT);
    add(path + "_command", Kind.TEXTS);
    add(path + "_keyring", Kind.TEXT);
  }

  private void signIns(String http) {
    add(http + ".basic_auth", Kind.SECTION);
    add(http + ".basic_auth.username", Kind.TEXT);
    add(http + ".basic_auth.username_file", Kind.PATH);
    secret(http + ".basic_auth.password");
    add(http + ".authorization", Kind.SECTION);
    add(http + ".authorization.type", Kind.TEXT, "Bearer");
    secret(http + ".authorization.credentials");
    add(http + ".bearer_token", Kind.INLINE_SECRET);
    add(http + ".bearer_token_file", Kind.SECRET_FILE);
  }

  private void oauth2(String oauth2) {
    add(oauth2, Kind.SECTION);
    add(oauth2 + ".client_id", Kind.TEXT);
    secret(oauth2 + ".client_secret");
    add(oauth2 + ".token_url", Kind.TEXT);
    add(oauth2 + ".scopes", Kind.TEXTS);
    add(oauth2 + ".endpoint_params", Kind.SECTION);
    add(oauth2 + ".endpoint_params.*", Kind.TEXT);
    tls(oauth2 + ".tls_config");
    proxy(oauth2);
  }

  private void headers(String headers) {
    add(headers, Kind.SECTION);
    add(headers + ".*", Kind.SECTION);
    add(headers + ".*.values", Kind.TEXTS);
    add(headers + ".*.secrets", Kind.INLINE_SECRET);
    add(headers + ".*.files", Kind.PATHS);
    add(headers + ".*.secret_env", Kind.TEXT);
    add(headers + ".*.secret_command", Kind.TEXTS);
    add(headers + ".*.secret_keyring", Kind.TEXT);
  }

  private void tls(String tls) {
    add(tls, Kind.SECTION);
    add(tls + ".ca", Kind.NEVER);
    add(tls + ".ca_file", Kind.PATH);
    add(tls + ".cert", Kind.NEVER);
    add(tls + ".cert_file", Kind.PATH);
    add(tls + ".key", Kind.INLINE_SECRET);
    add(tls + ".key_file", Kind.SECRET_FILE);
    add(tls + ".server_name", Kind.TEXT);
    add(tls + ".min_version", Kind.TEXT, "TLS12");
    add(tls + ".max_version", Kind.NEVER);
    add(tls + ".pinned_key", Kind.TEXTS);
    add(tls + ".insecure_skip_verify", Kind.NEVER);
  }

  private void proxy(String path) {
    add(path + ".proxy_url", Kind.TEXT);
    add(path + ".proxy_basic_auth", Kind.SECTION);
    add(path + ".proxy_basic_auth.username", Kind.TEXT);
    secret(path + ".proxy_basic_auth.password");
    add(path + ".no_proxy", Kind.TEXT);
    add(path + ".proxy_from_environment", Kind.FLAG, "false");
    add(path + ".proxy_connect_header", Kind.NEVER);
  }
}
