package org.toban.source.keyring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Asks a keyring with a time limit, and not again for a minute when it was locked or gave no
 * answer: a poll every few seconds may not make a prompt every few seconds.
 */
final class RestingKeyring implements Keyring {
  private static final long REST = Duration.ofMinutes(1).toNanos();

  private final Keyring keyring;
  private final LongSupplier nanos;
  private final Map<Wanted, Refusal> refusals = new ConcurrentHashMap<>();

  private record Wanted(String service, String account) {}

  private record Refusal(Answer answer, long at) {}

  RestingKeyring(Keyring keyring, LongSupplier nanos) {
    this.keyring = keyring;
    this.nanos = nanos;
  }

  @Override
  public Answer find(String service, String account, Duration limit) {
    Wanted wanted = new Wanted(service, account);
    Refusal last = refusals.get(wanted);
    if (last != null && nanos.getAsLong() - last.at() < REST) {
      return last.answer();
    }
    Answer answer = ask(wanted, limit);
    switch (answer) {
      case Answer.Found _, Answer.Absent _ -> refusals.remove(wanted);
      case Answer.Locked _, Answer.Unavailable _ ->
          refusals.put(wanted, new Refusal(answer, nanos.getAsLong()));
    }
    return answer;
  }

  private Answer ask(Wanted wanted, Duration limit) {
    FutureTask<Answer> asking =
        new FutureTask<>(() -> keyring.find(wanted.service(), wanted.account(), limit));
    Thread.ofPlatform().daemon().name("keyring").start(asking); // native code may pin it
    try {
      return asking.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asking.cancel(true);
      return new Answer.Unavailable(
          "keyring locked, or it does not answer: unlock it; it is asked again within a minute");
    } catch (ExecutionException e) {
      return new Answer.Unavailable("the keyring failed: " + e.getCause());
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Unavailable("stopped");
    }
  }
}
