package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Severity;
import org.toban.engine.Input;
import org.toban.notice.Channel;
import org.toban.notice.Letter;
import org.toban.notice.Notice;

/**
 * Watches, from a thread of its own, the parts of this program that must never stand still: the
 * polls, the engine and the window. What stands still is told to the engine, which makes an alert
 * of it; when it is the engine, people are told without it.
 */
final class Vigil implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** This thread stood still too: the machine slept, and the others get a second to come round. */
  private static final Duration SLEPT = LOOK.plusSeconds(4);

  /** How long the engine and the window, which come round every second, may stand still. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static final String ENGINE = "engine";
  static final String DESK = "desk";

  private final Duration patience;
  private final Supplier<Map<String, Duration>> polls;
  private final Supplier<Duration> engine;
  private final Consumer<Input> inbox;
  private final List<Channel> channels;
  private final InstantSource clock;
  private final Locale language;
  private final Thread thread;
  private volatile Supplier<Duration> desk = () -> Duration.ZERO;
  private volatile Consumer<Set<String>> listener = parts -> {};
  private Set<String> told = Set.of();
  private Set<String> shown = Set.of();
  private @Nullable Duration stood;

  /**
   * Begins to watch.
   *
   * @param patience for the engine and the window
   * @param polls the sources whose polls stand still
   * @param engine how long the engine has stood still
   */
  Vigil(
      Duration patience,
      Supplier<Map<String, Duration>> polls,
      Supplier<Duration> engine,
      Consumer<Input> inbox,
      List<Channel> channels,
      InstantSource clock,
      Locale language) {
    this.patience = patience;
    this.polls = polls;
    this.engine = engine;
    this.inbox = inbox;
    this.channels = List.copyOf(channels);
    this.clock = clock;
    this.language = language;
    this.thread = Thread.ofPlatform().daemon().name("vigil").start(this::watch);
  }

  /**
   * Watches the window too.
   *
   * @param stillFor how long its thread has stood still; asked once a second
   * @param stuck gets the parts that stand still whenever they are others, and while it is the
   *     engine every second
   */
  void watch(Supplier<Duration> stillFor, Consumer<Set<String>> stuck) {
    listener = stuck;
    desk = stillFor;
  }

  private void watch() {
    try {
      while (true) {
        long begun = System.nanoTime();
        Thread.sleep(LOOK);
        if (System.nanoTime() - begun < SLEPT.toNanos()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void look() {
    try {
      Set<String> stuck = new TreeSet<>();
      polls.get().keySet().forEach(source -> stuck.add("poll " + source));
      if (desk.get().compareTo(patience) > 0) {
        stuck.add(DESK);
      }
      if (!stuck.equals(told)) {
        told = Set.copyOf(stuck);
        LOG.warn("standing still: {}", stuck);
        inbox.accept(new Input.Stuck(clock.instant(), told));
      }
      if (isEngineStuck()) {
        stuck.add(ENGINE);
      }
      show(stuck);
    } catch (RuntimeException e) {
      LOG.error("the vigil could not look", e);
    }
  }

  private boolean isEngineStuck() {
    Duration still = engine.get();
    boolean stuck = still.compareTo(patience) > 0;
    if (stuck && stood == null) {
      LOG.error("the engine stands still for {} s: {}", still.toSeconds(), stack());
      tellPeople();
    } else if (!stuck && stood != null) {
      inbox.accept(new Input.Stood(clock.instant(), stood));
    }
    stood = stuck ? still : null;
    return stuck;
  }

  /** Where the engine's thread stands, for the log. */
  private static String stack() {
    StringBuilder stack = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach((thread, frames) -> {
          if (thread.getName().equals(ENGINE)) {
            for (StackTraceElement frame : frames) {
              stack.append("\n  at ").append(frame);
            }
          }
        });
    return stack.toString();
  }

  private void tellPeople() {
    boolean japanese = language.getLanguage().equals("ja");
    Notice notice =
        new Notice(
            null,
            Severity.CRITICAL,
            japanese ? "Toban が停止しています" : "Toban stands still",
            japanese
                ? "ボードは更新されず、通知も自動対応も行われません。再起動してください。"
                : "The board is not renewed, and nobody is notified. Start Toban anew.",
            "",
            "the engine stands still");
    for (Channel channel : channels) {
      Thread.ofVirtual()
          .name("notice by " + channel.name())
          .start(() -> channel.send(letter(channel, notice), null));
    }
  }

  private Letter letter(Channel channel, Notice notice) {
    Instant now = clock.instant();
    return Letter.now("vigil-" + now.toEpochMilli(), channel.name(), notice, List.of(), now);
  }

  private void show(Set<String> stuck) {
    if (!stuck.equals(shown) || stuck.contains(ENGINE)) {
      shown = Set.copyOf(stuck);
      listener.accept(shown);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
