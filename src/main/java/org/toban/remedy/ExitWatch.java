package org.toban.remedy;

import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;

/**
 * When a channel's command has ended, and when the channel is closed. The library's own wait loses
 * an interrupt.
 */
final class ExitWatch implements ChannelListener {
  private final ChannelExec channel;
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private ExitWatch(ChannelExec channel) {
    this.channel = channel;
  }

  static ExitWatch of(ChannelExec channel) {
    ExitWatch watch = new ExitWatch(channel);
    channel.addChannelListener(watch);
    channel.addCloseFutureListener(_ -> {
      watch.exited.complete(null);
      watch.closed.complete(null);
    });
    watch.channelStateChanged(channel, "");
    return watch;
  }

  /** Done when the exit was told, or never will be. */
  CompletableFuture<Void> exited() {
    return exited;
  }

  CompletableFuture<Void> closed() {
    return closed;
  }

  @Override
  public void channelStateChanged(Channel changed, String hint) {
    if (channel.getExitStatus() != null || channel.getExitSignal() != null) {
      exited.complete(null);
    }
  }
}
