package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.app.doctor.Finding;
import org.toban.config.ConfigFile;
import org.toban.config.Places;

class NoticeCheckupTest {
  @TempDir Path folder;

  private final List<String> told = new CopyOnWriteArrayList<>();

  private List<Finding> findings(int slackPort) throws IOException {
    write("slack.url", "http://127.0.0.1:" + slackPort + "/services/T/B/X");
    Path file =
        write(
            "toban.yml",
            """
            sources: [{name: prod, alertmanager: 'http://127.0.0.1:1'}]
            language: en
            notices:
              desktop: false
              slack: {webhook_file: slack.url}
              email: {smtp: '127.0.0.1:1', security: none, from: a@b.example, to: [c@d.example]}
            """);
    ConfigFile.Result result = ConfigFile.read(file, Places.of(Map.of(), folder));
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return new NoticeCheckup(((ConfigFile.Result.Ready) result).settings(), InstantSource.system())
        .findings();
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void sendsAMarkedTestByEachChannelAndSaysWhatSentMeans() throws IOException {
    HttpServer slack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    slack.start();
    try {
      List<Finding> findings = findings(slack.getAddress().getPort());
      assertThat(findings)
          .extracting(Finding::name)
          .containsExactly("notify slack", "notify email");
      assertThat(findings.get(0).state()).isEqualTo(Finding.State.OK);
      assertThat(findings.get(0).detail()).contains("whether it was read, nobody knows");
      assertThat(findings.get(1).state()).isEqualTo(Finding.State.FAILED);
      assertThat(findings.get(1).mend()).asString().contains("tried again");
      assertThat(told).singleElement().asString().contains("[Warning] TEST: a notice from Toban");
    } finally {
      slack.stop(0);
    }
  }
}
