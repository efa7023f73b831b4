package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.remedy.Inventory;
import org.toban.remedy.Passphrase;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.saying.InJapanese;

class HostReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void openSsh() throws IOException {
    Path config = Files.createDirectories(folder.resolve(".ssh")).resolve("config");
    Files.writeString(
        config,
        """
        Host web-1 web.2
          User deploy
          ProxyJump ops@gate
        Host db-1
          HostName 10.0.0.9
          StrictHostKeyChecking no
        Host git
          ProxyCommand nc %h %p
        Host web-*
          HostName %h.example.com
        """);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
  }

  private ConfigFile.Result read(String text, String mode) throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(file, "sources: [{name: a, prometheus: http://p:9090}]\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  private Settings settings(String text) throws IOException {
    ConfigFile.Result result = read(text, "rw-------");
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings();
  }

  private Inventory inventory(String text) throws IOException {
    return settings(text).inventory();
  }

  @Test
  void aNameWithoutAUserIsLookedUp() throws IOException {
    Inventory hosts =
        inventory("hosts: {web: {ssh: web-1, match: {instance: 'web-1'}}, db: {ssh: a@10.0.0.1}}");
    assertThat(hosts.entries())
        .extracting(entry -> entry.target().name() + " = " + entry.target().way())
        .containsExactly(
            "web = deploy@web-1.example.com through gate (ops@gate)", "db = a@10.0.0.1");
    assertThat(hosts.targetOf(Labels.of("instance", "web-1"))).isPresent();
  }

  @Test
  void theFilesHostsAreTakenWhenThatIsAsked() throws IOException {
    Inventory hosts =
        inventory(
            """
            hosts: {db-1: {ssh: dba@10.9.9.9, match: {instance: 'db-1'}}}
            ssh: {config_hosts: {match: {instance: '{host}(:[0-9]+)?'}}}
            """);
    assertThat(hosts.entries())
        .extracting(entry -> entry.target().name())
        .containsExactly("db-1", "web-1", "web.2");
    assertThat(hosts.named("db-1")).map(Target::user).hasValue("dba");
    assertThat(hosts.targetOf(Labels.of("instance", "web-1:9100")))
        .map(Target::name)
        .hasValue("web-1");
    assertThat(hosts.targetOf(Labels.of("instance", "web.2"))).map(Target::name).hasValue("web.2");
    assertThat(hosts.targetOf(Labels.of("instance", "webx2"))).as("a dot is a dot").isEmpty();
    assertThat(hosts.leftOut()).singleElement().asString().contains("git has a ProxyCommand");
  }

  @Test
  void onlyTheNamesThatAreWantedAreTaken() throws IOException {
    Inventory hosts = inventory("ssh: {config_hosts: {names: 'db-*'}}");
    assertThat(hosts.entries())
        .singleElement()
        .returns("db-1", entry -> entry.target().name())
        .returns(List.of(), Inventory.Entry::match)
        .extracting(Inventory.Entry::remarks)
        .asString()
        .contains("StrictHostKeyChecking is ignored");
    assertThat(hosts.leftOut()).isEmpty();
    assertThat(inventory("").entries()).isEmpty();
  }

  /** T02: a label chooses among the names, and is never one that ssh is asked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-oProxyCommand=touch x", "git", "gate", "user@web-1", "web-1;x", "{host}"})
  void aLabelIsOnlyAKey(String instance) throws IOException {
    Inventory hosts = inventory("ssh: {config_hosts: {match: {instance: '{host}(:[0-9]+)?'}}}");
    assertThat(hosts.targetOf(Labels.of("instance", instance))).isEmpty();
  }

  @Test
  void aHostThatCannotBeUsedIsAMistakeWhereItIsNamed() throws IOException {
    assertThat(read("hosts: {git: {ssh: git}}", "rw-------"))
        .isInstanceOfSatisfying(
            ConfigFile.Result.Wrong.class,
            wrong ->
                assertThat(InJapanese.told(wrong))
                    .singleElement()
                    .satisfies(it -> {
                      assertThat(it.what()).startsWith("git has a ProxyCommand");
                      assertThat(it.instead()).isEqualTo("write 'ProxyJump HOST' instead");
                      assertThat(it.line()).isEqualTo(2);
                    }));
  }

  @Test
  void aPassphraseIsReadWhenItIsNeededAndAnew() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "one\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Settings settings =
        settings(
            """
            hosts: {web: {ssh: a@b, passphrase_command: [echo, own]}, db: {ssh: db-1}}
            ssh: {passphrase_file: secret}
            """);
    SshSettings ssh = settings.ssh();
    Passphrase shared = Objects.requireNonNull(ssh.passphrase());
    assertThat(shared.read()).isEqualTo("one");
    Files.writeString(secret, "two\n");
    assertThat(shared.read()).isEqualTo("two");
    Target web = settings.inventory().named("web").orElseThrow();
    Target db = settings.inventory().named("db").orElseThrow();
    assertThat(Objects.requireNonNull(ssh.signIn(web).passphrase()).read()).isEqualTo("own");
    assertThat(Objects.requireNonNull(ssh.signIn(db).passphrase()).read()).isEqualTo("two");
  }

  @Test
  void aPasswordForSudoIsReadWhenItIsNeeded() throws IOException {
    Settings settings =
        settings(
            "hosts: {web: {ssh: a@b, sudo_password_command: [echo, open]}, db: {ssh: db-1, sudo_password_command:"
                + " [echo, other]}, cache: {ssh: a@c}}");
    Inventory hosts = settings.inventory();
    assertThat(Objects.requireNonNull(hosts.named("web").orElseThrow().sudo()).read())
        .isEqualTo("open");
    assertThat(Objects.requireNonNull(hosts.named("db").orElseThrow().sudo()).read())
        .isEqualTo("other");
    assertThat(hosts.named("cache").orElseThrow().sudo()).isNull();
    assertThat(read("hosts: {web: {ssh: a@b, sudo_password: x}}", "rw-------"))
        .isInstanceOf(ConfigFile.Result.Wrong.class);
  }

  /** T45: what cannot be had is said soon, and nobody is asked for it meanwhile. */
  @Test
  void aPassphraseThatCannotBeHadIsAFault() throws IOException {
    for (String way :
        List.of("passphrase_command: [sh, -c, exit 3]", "passphrase_keyring: toban-test/none")) {
      Passphrase passphrase =
          Objects.requireNonNull(settings("ssh: {" + way + "}").ssh().passphrase());
      assertThatThrownBy(passphrase::read)
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*(sh ended with 3|keyring).*");
    }
  }

  /** T44: who can write the file can make Toban run commands; a passphrase in it is refused. */
  @Test
  void aFileThatOthersMayWriteIsRefused() throws IOException {
    for (String mode : List.of("rw-rw-r--", "rw-r--rw-")) {
      assertThat(read("hosts: {web: {ssh: a@b}}", mode))
          .isInstanceOf(ConfigFile.Result.Wrong.class);
    }
    Path secret = Files.writeString(folder.resolve("open"), "x");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    for (String key : List.of("passphrase: x", "passphrase_file: open")) {
      assertThat(read("ssh: {" + key + "}", "rw-------"))
          .isInstanceOf(ConfigFile.Result.Wrong.class);
    }
  }
}
