package org.toban.remedy.request;

import org.toban.source.Courier;

/** An answer as a run's output keeps it. */
final class AnswerText {
  private AnswerText() {}

  /** Whatever a server asks for, nothing is sent a second time by itself. */
  static String remark(Courier.Receipt receipt) {
    String after = receipt.field("Retry-After");
    String location = receipt.field("Location");
    if (after != null) {
      return "; the server asks to wait before another try (Retry-After: "
          + after
          + "). It is not tried again by itself";
    }
    return receipt.status() >= 300 && receipt.status() < 400 && location != null
        ? "; the redirect is not followed, write its address in the runbook if it is right"
        : "";
  }

  static String of(Courier.Receipt receipt) {
    StringBuilder text = new StringBuilder(receipt.line()).append('\n');
    receipt
        .head()
        .forEach(it -> text.append(it.name()).append(": ").append(it.value()).append('\n'));
    text.append('\n').append(receipt.body());
    if (!receipt.body().isEmpty() && !receipt.body().endsWith("\n")) {
      text.append('\n');
    }
    if (receipt.cut()) {
      text.append("[... cut after ").append(Courier.MOST_BYTES).append(" bytes ...]\n");
    }
    return text.toString();
  }
}
