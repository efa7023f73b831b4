package org.toban.remedy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.sudo.Mask;
import org.toban.remedy.sudo.Prelude;

/**
 * The stream that a run's channel writes to. What comes before the line with the nonce is noise of
 * the login shell; that line names the run's processes; the rest is the script's output. It never
 * blocks and keeps little, so that a flood of output can neither stop the connection nor fill the
 * heap.
 */
final class RunOutput extends OutputStream {
  private static final int MOST_NOISE = 8 * 1024;

  private final byte[] marker;
  private final Capture capture;
  private final LiveText live = new LiveText();
  private final CompletableFuture<Ready> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private byte[] noise = new byte[0];
  private @Nullable Mask mask;

  RunOutput(String nonce, int limit) {
    this.marker = (nonce + " ").getBytes(StandardCharsets.US_ASCII);
    this.capture = new Capture(limit);
  }

  /**
   * What the remote shell said first.
   *
   * @param processes those that lead the run, the session's leader first; none when it was refused
   * @param claimed what the host answered to the run's claim
   * @param sudo the word with which sudo could not be made ready
   */
  record Ready(List<Long> processes, @Nullable Claimed claimed, @Nullable String sudo) {}

  /** Done when the host asks for the password of sudo. */
  CompletableFuture<Void> asked() {
    return asked;
  }

  /** From now on this is not shown. */
  synchronized void hide(String secret) {
    mask = new Mask(secret);
  }

  /** Done when the remote shell has said that it is ready, or that nothing will be run. */
  CompletableFuture<Ready> ready() {
    return ready;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (ready.isDone()) {
      keep(bytes, offset, length);
      return;
    }
    byte[] seen = Arrays.copyOf(noise, noise.length + length);
    System.arraycopy(bytes, offset, seen, noise.length, length);
    look(seen);
  }

  private void look(byte[] seen) {
    int start = indexOf(seen, marker, 0);
    int end = start < 0 ? -1 : indexOf(seen, new byte[] {'\n'}, start);
    if (end < 0) {
      noise = Arrays.copyOfRange(seen, Math.max(0, seen.length - MOST_NOISE), seen.length);
      return;
    }
    String said =
        new String(
            seen, start + marker.length, end - start - marker.length, StandardCharsets.US_ASCII);
    if (said.equals(Prelude.ASKS) && asked.complete(null)) {
      look(Arrays.copyOfRange(seen, end + 1, seen.length));
      return;
    }
    keep(seen, end + 1, seen.length - end - 1);
    noise = Arrays.copyOf(seen, start);
    begin(said);
  }

  private void begin(String said) {
    List<String> words = List.of(said.strip().split(" ", -1));
    int processes = (int) words.stream().takeWhile(it -> it.matches("[0-9]{1,18}")).count();
    boolean refused = words.getFirst().equals("refused");
    if (refused && words.size() == 3 && words.get(1).equals("sudo")) {
      ready.complete(new Ready(List.of(), null, words.get(2)));
      return;
    }
    String rest = String.join(" ", words.subList(refused ? 1 : processes, words.size()));
    Optional<Claimed> claimed = Claimed.read(rest);
    if ((refused && claimed.isPresent()) || processes > 0) {
      List<Long> leaders =
          words.subList(0, processes).stream().map(Long::valueOf).distinct().toList();
      ready.complete(new Ready(leaders, claimed.orElse(null), null));
    } else {
      ready.completeExceptionally(new IOException("not understood"));
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private void keep(byte[] bytes, int offset, int length) {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == 0) {
        give(bytes, from, i - from);
        from = i + 1;
      }
    }
    give(bytes, from, offset + length - from);
  }

  private void give(byte[] bytes, int offset, int length) {
    if (mask == null) {
      show(bytes, offset, length);
    } else {
      byte[] shown = mask.of(bytes, offset, length);
      show(shown, 0, shown.length);
    }
  }

  private void show(byte[] bytes, int offset, int length) {
    capture.accept(bytes, offset, length);
    live.accept(bytes, offset, length);
  }

  /** What could have been the beginning of the secret was not. */
  private void showRest() {
    if (mask != null) {
      byte[] rest = mask.rest();
      show(rest, 0, rest.length);
    }
  }

  /** What a reader has not been given yet. */
  synchronized String news(boolean end) {
    if (end) {
      showRest();
    }
    return live.take(end);
  }

  synchronized Outcome.Output output() {
    showRest();
    return capture.output();
  }

  /** What the login shell printed before it was ready, on one line, shortened. */
  synchronized String noise() {
    byte[] all = noise;
    if (mask != null) {
      byte[] shown = mask.of(noise, 0, noise.length);
      byte[] rest = mask.rest();
      all = Arrays.copyOf(shown, shown.length + rest.length);
      System.arraycopy(rest, 0, all, shown.length, rest.length);
    }
    String text = new String(all, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
    return text.length() > 200 ? text.substring(0, 200) + " ..." : text;
  }
}
