package org.toban.source;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.toban.saying.Saying;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.SourceSettings.Value;
import org.toban.source.tls.Tls;

/** How a source is told who asks. */
public sealed interface SignIn {
  /** Not at all. */
  record None() implements SignIn {}

  /** A name and a password (RFC 7617). */
  record Basic(Value username, Secret password) implements SignIn {}

  /** {@code Authorization: TYPE CREDENTIALS}, such as a bearer token (RFC 6750). */
  record Token(String type, Secret credentials) implements SignIn {
    public static Token bearer(Secret credentials) {
      return new Token("Bearer", credentials);
    }
  }

  /**
   * A token that a token server gives for a client's own credentials (RFC 6749, 4.4).
   *
   * @param scopes may be none
   * @param endpointParams further fields of the question for a token
   * @param tls for the token server, as is {@code proxy}
   */
  record OAuth2(
      String clientId,
      Secret clientSecret,
      URI tokenUrl,
      List<String> scopes,
      Map<String, String> endpointParams,
      Tls tls,
      Proxying proxy)
      implements SignIn {
    public OAuth2 {
      scopes = List.copyOf(scopes);
      endpointParams = Map.copyOf(endpointParams);
    }
  }

  /** What it is and where its secret stands, for people; empty without a sign-in. */
  default String described() {
    return this instanceof None ? "" : told().toString();
  }

  /** The same for a reader of another language. */
  default Saying told() {
    return switch (this) {
      case None _ -> SignInName.NOTHING.of();
      case Basic it -> SignInName.BASIC.of(it.password().placed());
      case Token it -> SignInName.TOKEN.of(it.type(), it.credentials().placed());
      case OAuth2 it ->
          SignInName.OAUTH2.of(
              it.clientId(), it.clientSecret().placed(), it.tokenUrl().getAuthority());
    };
  }
}
