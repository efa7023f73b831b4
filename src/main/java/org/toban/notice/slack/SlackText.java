package org.toban.notice.slack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.toban.notice.Notice;
import org.toban.notice.Plain;
import org.toban.notice.Reader;

/**
 * A notice as Slack reads it. The three characters that are markup there are escaped, all text
 * stands in plain-text blocks, and nothing is looked for in it: so no text of an alert can mention
 * a person or a channel, or hide an address behind another name.
 */
final class SlackText {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MAX_TITLE = 250;
  private static final int MAX_BODY = 2_000;

  private SlackText() {}

  /** The fields that every kind of message has. */
  static ObjectNode message(Notice notice, Reader reader) {
    String title =
        Plain.line("[" + reader.severity(notice.severity()) + "] " + notice.title(), MAX_TITLE);
    String body = Plain.text(notice.body(), MAX_BODY).strip();
    String to = Plain.line(notice.to(), MAX_TITLE);
    String all = title + (body.isEmpty() ? "" : "\n" + body) + (to.isEmpty() ? "" : "\n→ " + to);
    ObjectNode message = JSON.createObjectNode();
    message.put("text", escaped(title));
    message.put("mrkdwn", false);
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    ObjectNode block = message.putArray("blocks").addObject();
    block.put("type", "section");
    block.putObject("text").put("type", "plain_text").put("emoji", false).put("text", escaped(all));
    return message;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
