package org.toban.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.PollFailure;

/** Makes the header by which a source is told who asks. */
final class Authorizer {
  private final SignIn signIn;
  private final Secrets secrets;
  private final @Nullable TokenServer tokens;

  Authorizer(SignIn signIn, Secrets secrets, Duration timeout) {
    this.signIn = signIn;
    this.secrets = secrets;
    this.tokens = signIn instanceof SignIn.OAuth2 it ? new TokenServer(it, secrets, timeout) : null;
  }

  /**
   * The value of {@code Authorization}, of secrets read anew; null for none.
   *
   * @param mask is told each secret in it
   */
  @Nullable String header(Deadline deadline, Mask mask) throws PollFailure {
    if (tokens != null) {
      return "Bearer " + tokens.token(deadline, mask);
    }
    Secrets now = secrets.within(deadline.left());
    return switch (signIn) {
      case SignIn.None _, SignIn.OAuth2 _ -> null;
      case SignIn.Basic it -> basic(now.read(it.username()), now.read(it.password()), mask);
      case SignIn.Token it -> it.type() + " " + token(it, now, mask);
    };
  }

  private static String token(SignIn.Token signIn, Secrets now, Mask mask) throws PollFailure {
    Secret secret = signIn.credentials();
    boolean isOneWord = signIn.type().equalsIgnoreCase("Bearer");
    String token = isOneWord ? now.readToken(secret) : now.readLine(secret);
    mask.hide(token);
    return token;
  }

  /** RFC 7617. */
  static String basic(String username, String password, Mask mask) {
    String pair = username + ":" + password;
    mask.hide(password);
    mask.hide(pair);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a header that the source refused can be made anew with another token. */
  boolean renews(@Nullable String refused) {
    if (tokens == null || refused == null) {
      return false;
    }
    tokens.forget(refused.substring("Bearer ".length()));
    return true;
  }
}
