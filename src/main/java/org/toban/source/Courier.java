package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Http;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * Carries a request that a person wrote, once and as it is, and brings back whatever is answered.
 * Redirects are told, not followed; secrets are taken out of all that comes back.
 */
public final class Courier {
  /** More of an answer is not read. */
  public static final int MOST_BYTES = 64 << 10;

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Wire wire;
  private final Secrets secrets;

  /** A field of a request's head, as it is sent. */
  public record Field(String name, String value) {}

  /** What to send; {@code secrets} are the values in it that must not be seen. */
  public record Parcel(
      String method, URI url, List<Field> head, String body, List<String> secrets) {
    public Parcel {
      head = List.copyOf(head);
      secrets = List.copyOf(secrets);
    }
  }

  /**
   * What was answered, without secrets.
   *
   * @param line such as {@code HTTP/1.1 201 Created}
   * @param cut whether there was more of the body than is read
   */
  public record Receipt(int status, String line, List<Field> head, String body, boolean cut) {
    public Receipt {
      head = List.copyOf(head);
    }

    /** The first field of a name, in any case; null for none. */
    public @Nullable String field(String name) {
      return head.stream()
          .filter(it -> it.name().equalsIgnoreCase(name))
          .map(Field::value)
          .findFirst()
          .orElse(null);
    }
  }

  /** No answer. */
  public static final class Undelivered extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;
    private final boolean sent;

    Undelivered(Fault fault, boolean sent) {
      super(fault.summary());
      this.fault = fault;
      this.sent = sent;
    }

    public Fault fault() {
      return fault;
    }

    /** Whether the server may have heard it nevertheless. */
    public boolean wasSent() {
      return sent;
    }
  }

  /**
   * A courier.
   *
   * @param way certificates and proxy; a sign-in is the request's own
   */
  public Courier(Http way, Secrets secrets) {
    this.secrets = secrets;
    this.wire = new Wire(new Clients(way.tls(), CONNECT, 0), way.proxy(), secrets);
  }

  /**
   * Sends, and reads to the end or to the limit.
   *
   * @throws Undelivered when there was no answer
   */
  public Receipt send(Parcel parcel, Duration limit) throws Undelivered {
    Deadline deadline = new Deadline(limit);
    Mask mask = new Mask();
    parcel.secrets().forEach(mask::hide);
    boolean asks = parcel.method().equals("GET") || parcel.method().equals("HEAD");
    OnceSent body = new OnceSent(parcel.body().getBytes(StandardCharsets.UTF_8));
    AtomicReference<@Nullable Receipt> receipt = new AtomicReference<>();
    try {
      wire.exchange(
          parcel.url(),
          request(parcel, asks ? null : body),
          deadline,
          mask,
          answer -> receipt.set(receipt(answer, mask)));
      return Objects.requireNonNull(receipt.get());
    } catch (PollFailure e) {
      throw new Undelivered(mask.masked(e.fault()), body.begun);
    }
  }

  /** The value of a secret, read now. */
  public String read(SourceSettings.Secret secret, Duration limit) throws PollFailure {
    return secrets.within(limit).read(secret);
  }

  private static Request request(Parcel parcel, @Nullable OnceSent body) throws PollFailure {
    HttpUrl url = HttpUrl.parse(parcel.url().toString());
    if (url == null || !url.toString().equals(parcel.url().toString())) {
      throw new PollFailure(
          new Fault.Misconfigured("the address would be sent in another way than it is written"));
    }
    try {
      Request.Builder request = new Request.Builder().url(url).method(parcel.method(), body);
      request.header("Accept-Encoding", "identity");
      request.header("User-Agent", "Toban");
      parcel.head().forEach(it -> request.header(it.name(), it.value()));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new PollFailure(new Fault.Misconfigured("a header cannot be sent"));
    }
  }

  private static Receipt receipt(Response answer, Mask mask) throws IOException {
    List<Field> head = new ArrayList<>();
    answer.headers().forEach(it -> head.add(new Field(it.getFirst(), mask.masked(it.getSecond()))));
    String line =
        answer.protocol().toString().toUpperCase(java.util.Locale.ROOT)
            + " "
            + answer.code()
            + " "
            + mask.masked(answer.message());
    InputStream stream = answer.body().byteStream();
    byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
    boolean cut = bytes.length > MOST_BYTES;
    String encoding = answer.header("Content-Encoding", "identity");
    String text =
        "identity".equalsIgnoreCase(encoding)
            ? new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8)
            : "";
    return new Receipt(
        answer.code(),
        line.strip(),
        head,
        cut ? mask.maskedBeginning(text) : mask.masked(text),
        cut);
  }

  /** Knows whether the request went out: its head stands before its body. */
  private static final class OnceSent extends okhttp3.RequestBody {
    private final byte[] bytes;
    private volatile boolean begun;

    OnceSent(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public okhttp3.@Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(okio.BufferedSink sink) throws IOException {
      begun = true;
      sink.write(bytes);
    }
  }
}
