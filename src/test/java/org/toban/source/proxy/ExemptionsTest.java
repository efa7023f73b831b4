package org.toban.source.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com          | http://example.com:9093      | true
          example.com          | http://am.example.com        | true
          EXAMPLE.com          | http://Am.Example.COM        | true
          .example.com         | http://am.example.com        | true
          *.example.com        | http://am.example.com        | true
          .example.com         | http://example.com           | false
          example.com          | http://badexample.com        | false
          example.com:9093     | http://example.com:9093      | true
          example.com:9093     | http://example.com           | false
          example.com:443      | https://example.com          | true
          example.com:80       | http://example.com           | true
          10.0.0.1             | http://10.0.0.1:9093         | true
          10.0.0.0/8           | http://10.20.30.40           | true
          10.0.0.0/8           | http://11.0.0.1              | false
          192.168.1.128/25     | http://192.168.1.127         | false
          192.168.1.128/25     | http://192.168.1.200         | true
          10.0.0.0/8           | http://ten.example.com       | false
          10.0.0.0/x           | http://10.0.0.1              | false
          fd00::/8             | http://[fd12::1]:9093        | true
          fd00::/8             | http://10.0.0.1              | false
          [::1]:9093           | http://[::1]:9093            | true
          ::1                  | http://[::1]:9093            | true
          *                    | http://anything              | true
          a, ,b.test           | http://b.test                | true
          ''                   | http://b.test                | false
          """)
  void areReadAsOtherProgramsReadThem(String entries, URI url, boolean covered) {
    assertThat(new Exemptions(List.of(entries.split(","))).cover(url)).isEqualTo(covered);
  }
}
