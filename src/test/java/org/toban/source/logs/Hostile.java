package org.toban.source.logs;

import java.util.List;

/** Values of labels that try to be more than values. */
public final class Hostile {
  public static final List<String> VALUES =
      List.of(
          "\"} or vector(1) #",
          "x\"} |= \"",
          "x\\",
          "x\\\"}",
          "`} | line_format `",
          "\n{app=\"other\"}",
          "web0\" OR \"web1",
          "*",
          "we?0",
          "/web.*/",
          "{\"match_all\":{}}",
          "\"}}]}},\"query\":{\"match_all\":{}}",
          "[* TO *]",
          ".*",
          "web(0|1)",
          "${jndi:ldap://x}",
          "{{instance}}",
          "$1\\E",
          "\u202egnp.exe",
          "\ud800",
          "a\u0000b",
          "ウェブ\u3000全部");

  private Hostile() {}
}
