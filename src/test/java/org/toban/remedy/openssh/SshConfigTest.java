package org.toban.remedy.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.remedy.SignIn;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.remedy.openssh.SshConfig.Answer;
import org.toban.saying.Saying;

/** Hosts of OpenSSH's file, as the real ssh reads it. */
class SshConfigTest {
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void folder() throws IOException {
    file = Files.createDirectories(home.resolve(".ssh")).resolve("config");
  }

  private void config(String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private SshConfig read(String program) {
    Map<String, String> environment = Map.of("SSH_AUTH_SOCK", "/run/agent", "OTHER", "/run/other");
    SshSettings settings = SshSettings.standard(home, environment);
    return new SshConfig(file, home, environment, settings, true, program);
  }

  private Answer.Found found(String alias) {
    Answer answer = read("ssh").find("name of " + alias, alias);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return (Answer.Found) answer;
  }

  private Target target(String alias) {
    return found(alias).target();
  }

  private SignIn signIn(String alias) {
    return java.util.Objects.requireNonNull(target(alias).signIn());
  }

  private String refusal(String alias) {
    Answer answer = read("ssh").find(alias, alias);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    Saying told = ((Answer.Refused) answer).told();
    return told + "; " + told.mending().orElseThrow();
  }

  private Path ssh(String name) {
    return home.resolve(".ssh").resolve(name);
  }

  @Test
  void everyKeyThatCountsIsHonoured() throws IOException {
    config(
        """
        Host web-*
          HostName %h.example.com
          User deploy
          Port 2222
          IdentityFile ~/.ssh/%h-%r.key
          IdentityFile "/keys/with a space"
          IdentitiesOnly yes
          CertificateFile ~/.ssh/web-cert.pub
          UserKnownHostsFile ~/.ssh/web_hosts "/hosts with a space"
          GlobalKnownHostsFile /etc/web_hosts
          HostKeyAlias web.internal
          IdentityAgent /run/web-agent
          ConnectTimeout 7
        """);
    assertThat(target("web-1"))
        .hasToString("deploy@web-1.example.com:2222")
        .returns("name of web-1", Target::name)
        .returns(null, Target::via);
    assertThat(signIn("web-1"))
        .isEqualTo(
            new SignIn(
                List.of(
                    Path.of(System.getProperty("user.home"), ".ssh/web_hosts"),
                    Path.of("/hosts with a space"),
                    Path.of("/etc/web_hosts")),
                "web.internal",
                List.of(ssh("web-1.example.com-deploy.key"), Path.of("/keys/with a space")),
                home.resolve(".ssh"),
                List.of(ssh("web-cert.pub")),
                Path.of("/run/web-agent"),
                true,
                Duration.ofSeconds(7),
                null));
  }

  @Test
  void whatTheFileDoesNotSayIsAsInTheSettings() throws IOException {
    config("Host web-1\n  HostName 10.0.0.5\n  GlobalKnownHostsFile none\n");
    assertThat(target("web-1")).hasToString(System.getProperty("user.name") + "@10.0.0.5");
    assertThat(signIn("web-1"))
        .isEqualTo(
            new SignIn(
                List.of(ssh("known_hosts")),
                "",
                List.of(),
                home.resolve(".ssh"),
                List.of(),
                Path.of("/run/agent"),
                false,
                Duration.ofSeconds(10),
                null));
    assertThat(found("web-1").remarks()).isEmpty();
  }

  @Test
  void theAgentIsTheOneThatIsNamed() throws IOException {
    config(
        """
        Host a
          IdentityAgent none
        Host b
          IdentityAgent $OTHER
        Host c
          IdentityAgent SSH_AUTH_SOCK
        """);
    assertThat(signIn("a").agent()).isNull();
    assertThat(signIn("b").agent()).isEqualTo(Path.of("/run/other"));
    assertThat(signIn("c").agent()).isEqualTo(Path.of("/run/agent"));
  }

  @Test
  void includeAndMatchAreReadAsSshReadsThem() throws IOException {
    Files.writeString(ssh("more.conf"), "Host db\n  HostName 10.0.0.9\n");
    config(
        "Include "
            + ssh("more.conf")
            + "\nMatch host 10.0.0.9\n  User dba\nMatch originalhost x\n  User x\n");
    assertThat(target("db")).hasToString("dba@10.0.0.9");
  }

  @Test
  void jumpHostsAreHostsOfTheFileToo() throws IOException {
    config(
        """
        Host web
          HostName 10.1.0.5
          User deploy
          ProxyJump ops@gate:2200,inner,ssh://last@10.0.0.3:22
        Host gate
          HostName gate.example.com
          User ignored
          Port 1
          HostKeyAlias gate.alias
        Host inner
          HostName 10.0.0.2
          User ops
          ProxyJump elsewhere
        """);
    assertThat(target("web").hops())
        .extracting(Target::toString)
        .containsExactly("ops@gate.example.com:2200", "ops@10.0.0.2", "last@10.0.0.3");
    assertThat(target("web").hops().getFirst().signIn())
        .isNotNull()
        .returns("gate.alias", SignIn::keyName);
    assertThat(target("inner").hops()).hasSize(1);
    assertThat(target("web").way())
        .isEqualTo(
            "deploy@10.1.0.5 through 10.0.0.3 (last@10.0.0.3) through inner (ops@10.0.0.2)"
                + " through gate (ops@gate.example.com:2200)");
  }

  @Test
  void whatTobanDoesNotDoIsRefusedInClearWords() throws IOException {
    config(
        """
        Host command
          ProxyCommand nc %h %p
        Host behind
          ProxyJump command
        Host circle
          ProxyJump circle2
        Host circle2
          ProxyJump circle
        Host token
          IdentityFile ~/.ssh/%C
        Host user
          User "a b"
        Host direct
          ProxyCommand none
        """);
    assertThat(refusal("command"))
        .isEqualTo(
            "command has a ProxyCommand, and Toban starts no program to reach a host;"
                + " write 'ProxyJump HOST' instead");
    assertThat(refusal("behind")).startsWith("command has a ProxyCommand");
    assertThat(refusal("circle")).contains("more than 8 jump hosts");
    assertThat(refusal("token")).contains("%C");
    assertThat(refusal("user")).contains("not a host or user name");
    assertThat(target("direct").via()).isNull();
  }

  /** T39: no line of the file weakens the check of host keys; it is said that it does not. */
  @Test
  void weakeningKeysAreIgnoredAndSaid() throws IOException {
    config(
        """
        Host *
          StrictHostKeyChecking no
          UserKnownHostsFile /dev/null
          NoHostAuthenticationForLocalhost yes
          VerifyHostKeyDNS yes
          ForwardAgent yes
          GlobalKnownHostsFile none
        """);
    assertThat(found("web").remarks())
        .hasSize(5)
        .allSatisfy(
            remark -> assertThat(remark).asString().startsWith("web: ").contains("ignored"));
    assertThat(signIn("web").knownHosts()).containsExactly(ssh("known_hosts"));
  }

  /** T02: only a name reaches ssh's command line, and never as an option. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-oProxyCommand=touch x", "-G", "a b", "a;b", "$(a)", "a\nb", "", "a/b", "日本"})
  void whatIsNoNameIsNeverAsked(String alias) throws IOException {
    config("Host *\n");
    assertThat(refusal(alias)).contains("is not a name of a host");
  }

  /** T44: who can write the file can choose where commands run. */
  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw----rw-", "rw--w----"})
  void aFileThatOthersMayWriteIsRefused(String mode) throws IOException {
    config("Host web\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThat(refusal("web")).isEqualTo("others may write " + file + "; run: chmod go-w " + file);
  }

  @Test
  void aMistakeInTheFileIsSaidInTheWordsOfSsh() throws IOException {
    config("Host web\n  Prot 22\n");
    assertThat(refusal("web")).contains("line 2: Bad configuration option: prot", "mend " + file);
  }

  @Test
  void aNameThatTheFileDoesNotHaveIsAHostNameAsForSsh() throws IOException {
    config("Host other\n");
    assertThat(target("web.example.com").host()).isEqualTo("web.example.com");
  }

  @Test
  void withoutSshThePlainFileIsReadAllTheSame() throws IOException {
    config(
        """
        Host web
          HostName 10.0.0.5
          User deploy
          Port 2222
          ProxyJump ops@gate
          HostKeyAlias web.internal
          ConnectTimeout 7
          IdentitiesOnly yes
          IdentityFile /keys/web
        Host gate
          HostName 10.0.0.1
        Host command
          ProxyCommand nc %h %p
        """);
    SshConfig without = read("no-such-ssh");
    Target web = ((Answer.Found) without.find("web", "web")).target();
    assertThat(web.way()).isEqualTo("deploy@10.0.0.5:2222 through gate (ops@10.0.0.1)");
    assertThat(web.signIn())
        .isNotNull()
        .returns("web.internal", SignIn::keyName)
        .returns(true, SignIn::onlyFiles)
        .returns(List.of(Path.of("/keys/web")), SignIn::identities)
        .returns(Duration.ofSeconds(7), SignIn::connectTimeout);
    assertThat(without.find("command", "command")).isInstanceOf(Answer.Refused.class);
    for (String beyond : List.of("Match all\n  User x\n", "Include other\n")) {
      config(beyond);
      assertThat(read("no-such-ssh").find("web", "web"))
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              it ->
                  assertThat(it.told())
                      .asString()
                      .contains("has Match or Include", "it is not there"));
    }
  }

  @Test
  void hostLinesNameTheHosts() throws IOException {
    Files.createDirectory(ssh("config.d"));
    Files.writeString(ssh("config.d/b"), "Host b-1 b-*\n");
    Files.writeString(ssh("config.d/a"), "host=\"a-1\" !a-2 a-3 # a-4\nHost b-1\n");
    config(
        "# Host no\nInclude config.d/* ~/.ssh/none\n  HOST web-1 web-? *\nMatch host m\nHost db\n");
    assertThat(read("ssh").hosts()).containsExactly("a-1", "a-3", "b-1", "web-1", "db");
    Files.delete(file);
    assertThat(read("ssh").hosts()).isEmpty();
  }
}
