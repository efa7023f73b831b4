package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.saying.InJapanese;
import org.toban.source.Proxying;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.tls.Tls;

/** What people paste from Prometheus' http_config: taken, or refused with what to write. */
class HttpReaderTest {
  private static final String PIN = "sha256/hXW2TcMWeyUisPG14b3tm0i6VVvCnbKCT2Uqypm3ixQ=";
  private static final List<String> WAYS = List.of("_file", "_env", "_command", "_keyring");

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : List.of("private", "open")) {
      Files.writeString(folder.resolve(name), "secret");
      Files.setPosixFilePermissions(
          folder.resolve(name),
          PosixFilePermissions.fromString(name.equals("open") ? "rw-r--r--" : "rw-------"));
    }
  }

  private ConfigFile.Result read(String http) throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(
        file, "sources:\n- name: prod\n  alertmanager: http://am:9093\n  http:\n" + http.indent(4));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of("TOKEN", "hunter2"), folder));
  }

  private Http http(String http) throws IOException {
    ConfigFile.Result result = read(http);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings().sources().getFirst().http();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void readsEachSignIn() throws IOException {
    assertThat(http("basic_auth: {username_file: open, password_keyring: toban/web/prod}").signIn())
        .isEqualTo(
            new SignIn.Basic(
                new Secret.InFile(file("open")), new Secret.InKeyring("toban/web", "prod")));
    assertThat(http("authorization: {type: ApiKey, credentials_file: private}").signIn())
        .isEqualTo(new SignIn.Token("ApiKey", new Secret.InFile(file("private"))));
    assertThat(http("bearer_token_file: private").signIn())
        .isEqualTo(SignIn.Token.bearer(new Secret.InFile(file("private"))));
    assertThat(http("tls_config: {}").signIn()).isEqualTo(new SignIn.None());
  }

  @Test
  void readsOAuth2() throws IOException {
    Http http =
        http(
            """
            oauth2:
              client_id: toban
              client_secret_file: private
              token_url: https://login.example.com/token
              scopes: [alerts, read]
              endpoint_params: {audience: am}
              tls_config: {ca_file: open, min_version: TLS13}
              proxy_url: http://proxy:3128
            """);
    assertThat(http.signIn())
        .isEqualTo(
            new SignIn.OAuth2(
                "toban",
                new Secret.InFile(file("private")),
                URI.create("https://login.example.com/token"),
                List.of("alerts", "read"),
                Map.of("audience", "am"),
                new Tls(file("open"), null, null, "TLSv1.3", List.of()),
                Proxying.by(URI.create("http://proxy:3128"), null)));
    assertThat(http.proxy()).isEqualTo(Proxying.none());
  }

  @Test
  void readsTlsHeadersAndProxy() throws IOException {
    Http http =
        http(
            """
            tls_config: {ca_file: open, cert_file: open, key_file: private, server_name: am, pinned_key: %s}
            http_headers:
              X-Scope-OrgID: {values: [a, b]}
              X-Api-Key: {files: [private], secret_env: TOKEN}
            proxy_url: socks5://proxy
            proxy_basic_auth: {username: u, password_env: TOKEN}
            no_proxy: 10.0.0.0/8,example.com
            """
                .formatted(PIN));
    Tls.ClientFiles client = new Tls.ClientFiles(file("open"), file("private"));
    assertThat(http.tls()).isEqualTo(new Tls(file("open"), client, "am", "TLSv1.2", List.of(PIN)));
    assertThat(http.headers())
        .containsExactly(
            new Header("X-Scope-OrgID", List.of(new Literal("a"), new Literal("b"))),
            new Header(
                "X-Api-Key",
                List.of(new Secret.InFile(file("private")), new Secret.InEnvironment("TOKEN"))));
    assertThat(http.proxy())
        .isEqualTo(
            new Proxying(
                URI.create("socks5://proxy"),
                new SignIn.Basic(new Literal("u"), new Secret.InEnvironment("TOKEN")),
                List.of("10.0.0.0/8", "example.com"),
                false));
    assertThat(http("proxy_from_environment: true").proxy().fromEnvironment()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          basic_auth: {username: u, password: hunter2}          | a secret may not stand in this file; write one of password_file, password_env, password_command, password_keyring
          authorization: {credentials: hunter2}                 | a secret may not stand in this file; write one of credentials_file, credentials_env, credentials_command, credentials_keyring
          bearer_token: hunter2                                 | a secret may not stand in this file; write one of bearer_token_file
          oauth2: {client_id: a, token_url: 'http://t', client_secret: hunter2} | a secret may not stand in this file; write one of client_secret_file, client_secret_env, client_secret_command, client_secret_keyring
          tls_config: {key: hunter2}                            | a secret may not stand in this file; write one of key_file
          http_headers: {X-A: {secrets: [hunter2]}}             | a secret may not stand in this file; write one of files, secret_env, secret_command, secret_keyring
          http_headers: {authorization: {values: [hunter2]}}    | 'authorization' has its own keys; write basic_auth, authorization, oauth2 or proxy_basic_auth
          http_headers: {X-Api-Key: {values: [hunter2]}}        | a secret may not stand in this file; write one of files, secret_env, secret_command, secret_keyring
          http_headers: {Host: {values: [a]}}                   | the header 'Host' cannot be set; leave it out
          basic_auth: {username: u, password_file: none}        | cannot read FOLDER/none; write the path of a file that is there
          basic_auth: {username: u, password_env: NONE}         | there is no environment variable NONE; set it before Toban starts
          basic_auth: {username: u, password_keyring: toban}    | 'toban' names no secret of a keyring; write SERVICE/ACCOUNT
          basic_auth: {username: u}                             | half of a sign-in; write 'username' and one of password_file, password_env, password_command, password_keyring
          basic_auth: {username: u, password_file: open}        | others may read FOLDER/open; run: chmod 600 FOLDER/open
          authorization: {type: Bearer}                         | half of a sign-in; write one of credentials_file, credentials_env, credentials_command, credentials_keyring
          authorization: {type: basic, credentials_env: TOKEN}  | Basic has its own key; write 'basic_auth: {username: ...}'
          authorization: {type: 'a b', credentials_env: TOKEN}  | 'a b' is no type of sign-in; write 'type: Bearer'
          authorization: {credentials_env: TOKEN, credentials_file: private} | one secret, two places; keep credentials_file
          oauth2: {client_id: a, client_secret_env: TOKEN}      | 'sources[].http.oauth2' has no 'token_url'; write 'token_url: ...'
          oauth2: {client_id: a, token_url: 'http://t'}         | half of a sign-in; write one of client_secret_file, client_secret_env, client_secret_command, client_secret_keyring
          oauth2: {client_id: a, client_secret_env: TOKEN, token_url: 'http://u:hunter2@t'} | a secret may not stand in a URL; write client_id and client_secret_file
          tls_config: {insecure_skip_verify: true}              | TLS checks cannot be turned off; write 'ca_file: FILE' with the certificate of the authority, or 'pinned_key: sha256/...' with the server's own key, which 'toban doctor' shows
          oauth2: {client_id: a, client_secret_env: TOKEN, token_url: 'http://t', tls_config: {insecure_skip_verify: false}} | TLS checks cannot be turned off; write 'ca_file: FILE' with the certificate of the authority, or 'pinned_key: sha256/...' with the server's own key, which 'toban doctor' shows
          tls_config: {min_version: TLS10}                      | 'TLS10' is no TLS that is safe; write TLS12 or TLS13
          tls_config: {pinned_key: abc}                         | 'abc' is no pinned key; write sha256/ and the 44 signs that 'toban doctor' shows for the server
          tls_config: {cert_file: open}                         | half of a client certificate; write both 'cert_file' and 'key_file'
          tls_config: {cert_file: open, key_file: open}         | others may read FOLDER/open; run: chmod 600 FOLDER/open
          tls_config: {ca: x}                                   | certificates stand in files; write 'ca_file: FILE'
          follow_redirects: true                                | redirects are never followed, for they would carry the sign-in elsewhere; leave it out, and write the address that they lead to
          enable_http2: true                                    | Toban and the server agree on HTTP/2 by themselves; leave it out
          proxy_connect_header: {A: [b]}                        | headers for a proxy cannot be set; leave it out; for a sign-in write 'proxy_basic_auth: {username, password_file}'
          proxy_url: 'http://u:hunter2@p:3128'                  | a secret may not stand in a URL; write 'proxy_basic_auth: {username: ..., password_file: FILE}'
          proxy_url: 'https://p:3128'                           | 'https://p:3128' is not an address for it; write http://HOST:PORT or socks5://HOST:PORT
          proxy_url: p                                          | 'p' is not an address for it; write http://HOST:PORT or socks5://HOST:PORT
          no_proxy: example.com                                 | there is no proxy; write 'proxy_url: http://HOST:PORT' too
          {proxy_url: 'http://p', proxy_from_environment: true} | the proxy is named twice; keep it, or keep proxy_url and no_proxy
          {bearer_token_file: private, authorization: {credentials_env: TOKEN}} | two ways to sign in; keep authorization or bearer_token_file
          """)
  void refuses(String written, String message) throws IOException {
    ConfigFile.Result result = read(written);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    List<Mistake> mistakes = InJapanese.told((ConfigFile.Result.Wrong) result);
    assertThat(mistakes)
        .extracting(it -> it.what() + "; " + it.instead())
        .containsExactly(message.replace("FOLDER", folder.toString()));
    assertThat(mistakes.toString()).doesNotContain("hunter2");
  }

  @Test
  void theExamplesOfTheDocumentWork() throws IOException {
    String document = Files.readString(Path.of("docs/sources.md"));
    Matcher file = Pattern.compile("(?:_file: |files: \\[)([\\w.-]+)").matcher(document);
    while (file.find()) {
      Path named = Files.writeString(folder.resolve(file.group(1)), "x");
      Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rw-------"));
    }
    Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
    int examples = 0;
    for (; example.find(); examples++) {
      Path written = Files.writeString(folder.resolve("toban.yml"), example.group(1));
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
      assertThat(ConfigFile.read(written, Places.of(Map.of(), folder)))
          .as(example.group(1))
          .isInstanceOf(ConfigFile.Result.Ready.class);
    }
    assertThat(examples).isGreaterThanOrEqualTo(9);
  }

  /** Each secret has the same ways, so that one that works here works there. */
  @Test
  void everySecretHasEveryWay() {
    List<String> stems =
        Key.ALL.stream()
            .filter(key -> key.kind() == Key.Kind.INLINE_SECRET)
            .map(Key::path)
            .filter(path -> !path.matches(".*\\.(bearer_token|key|secrets)"))
            .toList();
    assertThat(stems).hasSizeGreaterThan(3);
    for (String stem : stems) {
      for (String way : WAYS) {
        assertThat(Key.ALL).extracting(Key::path).contains(stem + way);
      }
    }
  }
}
