package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.testbed.NginxServer;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/** Files of a real nginx are changed over a real sshd, and nginx itself judges them. */
@Tag("server")
class NginxFilesTest {
  @TempDir static Path home;
  private static SshdServer sshd;
  private static SshRunner runner;

  @BeforeAll
  static void start() throws IOException {
    sshd = SshdServer.start(home.resolve("sshd"));
    runner = new SshRunner(Ssh.settings(sshd));
  }

  @AfterAll
  static void stop() {
    runner.close();
    sshd.close();
  }

  @Test
  void whatNginxRefusesIsPutBackAtOnce(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    // the host's own nginx -t reads /etc/nginx; here a program of the same name reads this folder
    Path programs = Files.createDirectories(real.resolve("bin"));
    try (NginxServer nginx = NginxServer.start(real)) {
      Path wrapper =
          Files.writeString(
              programs.resolve("nginx"),
              "#!/bin/sh\nexec /usr/sbin/nginx -c '%s/nginx.conf' -e stderr \"$@\"\n"
                  .formatted(real));
      assertThat(wrapper.toFile().setExecutable(true)).isTrue();
      HostFiles files = new HostFiles(withPath(programs), "desk-1");
      String good = "server { listen 127.0.0.1:%d; return 204; }\n".formatted(Server.freePort());
      HostFile file = file(nginx, good);
      Target target = Ssh.target(sshd);
      FileChange made =
          files.install(target, file, files.look(target, file), java.time.Instant.EPOCH);
      assertThat(made).isInstanceOf(FileChange.Made.class);
      HostFile bad = file(nginx, good.replace("return", "retrun"));
      Sight seen = files.look(target, bad);
      FileChange refused = files.install(target, bad, seen, java.time.Instant.EPOCH);
      assertThat(refused).isInstanceOf(FileChange.Refused.class);
      assertThat(((FileChange.Refused) refused).detail()).contains("check by nginx", "retrun");
      assertThat(files.look(target, bad)).isEqualTo(seen);
    }
  }

  private static HostFile file(NginxServer nginx, String text) {
    String path = nginx.folder().resolve("conf.d/a.conf").toString();
    return new HostFile(path, text, "0644", "", HostFile.Check.NGINX, false);
  }

  private static Runner withPath(Path programs) {
    return new Runner() {
      @Override
      public Outcome run(Work work, java.util.function.Consumer<String> output) {
        Job job = (Job) work;
        String script = "PATH='" + programs + "':$PATH\n" + job.script();
        return runner.run(
            new Job(job.runId(), job.target(), script, job.labels(), job.limit()), output);
      }

      @Override
      public void stop(String runId) {
        runner.stop(runId);
      }

      @Override
      public void close() {}
    };
  }
}
