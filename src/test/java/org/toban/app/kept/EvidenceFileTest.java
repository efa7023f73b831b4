package org.toban.app.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Evidence;

class EvidenceFileTest {
  @TempDir Path folder;

  private Evidence read(String name, byte[] bytes) throws IOException {
    return EvidenceFile.read(Files.write(folder.resolve(name), bytes));
  }

  @Test
  void aTextIsKept() throws IOException {
    Evidence it = read("負荷.txt", "load 9\n負荷\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(it).isEqualTo(new Evidence(Evidence.Kind.FILE, "負荷.txt", "load 9\n負荷\n"));
  }

  @Test
  void ofAnythingElseItsSizeAndSum() throws IOException {
    assertThat(read("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}).text())
        .startsWith("4 bytes, SHA-256 ")
        .hasSize(17 + 64);
    assertThat(read("nul.bin", new byte[] {'a', 0}).text()).startsWith("2 bytes, SHA-256 ");
  }

  @Test
  void whatCannotBeKeptSaysWhy() {
    assertThatThrownBy(() -> EvidenceFile.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> EvidenceFile.read(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("large", new byte[(8 << 20) + 1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 8 MB");
  }
}
