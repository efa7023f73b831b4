package org.toban.source.logs;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.toban.testbed.SearchServer;

/** All that holds for OpenSearch against a real Elasticsearch 8. */
@Tag("heavy")
class ElasticsearchTest extends OpenSearchTest {
  @BeforeAll
  static void start() throws IOException {
    server = SearchServer.elasticsearch();
    fill(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }
}
