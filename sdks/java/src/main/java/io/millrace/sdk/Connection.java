package io.millrace.sdk;

import io.millrace.sdk.json.JsonException;
import io.millrace.sdk.json.JsonReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Requests to one platform as one principal; for any number of threads. */
final class Connection {
  static final Logger LOG = System.getLogger("io.millrace.sdk");
  private static final int FAULT_MOST = 1 << 20;
  private static final String AGENT = "millrace-sdk-java/0.1.0";

  private final String address;
  private final String token;
  private final HttpClient http;
  private final Duration deadline;

  Connection(String address, String token, HttpClient http, Duration deadline) {
    this.address = address;
    this.token = token;
    this.http = http;
    this.deadline = deadline;
  }

  Connection within(Duration other) {
    return new Connection(address, token, http, other);
  }

  Connection as(String other) {
    return new Connection(address, other, http, deadline);
  }

  /** An answer with its body still to be read. */
  record Opened(int status, HttpHeaders headers, Body body) implements AutoCloseable {
    @Override
    public void close() {
      body.close();
    }
  }

  /** What `read` makes of a JSON answer; tried again by the rules. */
  <T> T json(Request request, Function<JsonReader, T> read) {
    return call(request, (opened) -> parsed(opened, read));
  }

  static <T> T parsed(Opened opened, Function<JsonReader, T> read) {
    JsonReader reader = new JsonReader(opened.body);
    try {
      T value = read.apply(reader);
      reader.end();
      return value;
    } catch (JsonException thrown) {
      throw MillraceException.notMillrace(opened.status, "an answer that is not its own: " + thrown.getMessage(), thrown);
    }
  }

  /** For what is answered without a body. */
  void done(Request request) {
    call(request, Connection::bytes);
  }

  static byte[] bytes(Opened opened) {
    try {
      return opened.body.readAllBytes();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  <T> T call(Request request, Function<Opened, T> take) {
    long until = System.nanoTime() + deadline.toNanos();
    LongSupplier left = () -> until - System.nanoTime();
    return trying(request, left, () -> {
      try (Opened opened = open(request, left, left)) {
        return take.apply(opened);
      } catch (UncheckedIOException thrown) {
        throw faultOf(thrown.getCause());
      }
    });
  }

  /** An answer that is read piece by piece: the deadline is for each piece. Not tried again once it began. */
  Opened stream(Request request) {
    long until = System.nanoTime() + deadline.toNanos();
    LongSupplier left = () -> until - System.nanoTime();
    return trying(request, left, () -> open(request, left, deadline::toNanos));
  }

  private interface Attempt<T> {
    T run();
  }

  private <T> T trying(Request request, LongSupplier left, Attempt<T> attempt) {
    for (int n = 0; ; n++) {
      try {
        return attempt.run();
      } catch (Refused refused) {
        MillraceException fault = refused.fault;
        Duration wait = Retry.wait(n, refused.retryAfter);
        boolean again = n < Retry.TIMES && Retry.isSoon(refused.retryAfter)
            && Retry.again(request.isSafe, fault, refused.retryAfter.isPresent());
        if (!again) throw fault;
        if (wait.toNanos() >= left.getAsLong()) throw tooLate(fault);
        LOG.log(Level.DEBUG, "{0}: {1}; again in {2} ms", request, fault.code(), wait.toMillis());
        pause(wait);
      }
    }
  }

  static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException thrown) {
      Thread.currentThread().interrupt();
      throw new MillraceException.Interrupted(thrown);
    }
  }

  /** One attempt. `patience`: nanoseconds that the next bytes of the body may take. */
  Opened open(Request request, LongSupplier left, LongSupplier patience) {
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> asked =
        http.sendAsync(built(request), BodyHandlers.ofPublisher());
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
    try {
      response = asked.get(Math.max(0, left.getAsLong()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException thrown) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new MillraceException.Interrupted(thrown);
    } catch (TimeoutException thrown) {
      asked.cancel(true);
      throw faultOf(new HttpTimeoutException("no answer in time"));
    } catch (ExecutionException thrown) {
      throw faultOf(thrown.getCause());
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    LOG.log(Level.DEBUG, "{0}: {1} in {2} ms", request, response.statusCode(), took);
    Opened opened = new Opened(response.statusCode(), response.headers(), new Body(response.body(), patience));
    if (opened.status < 300) return opened;
    try (opened) {
      String says = new String(opened.body.readNBytes(FAULT_MOST), StandardCharsets.UTF_8);
      throw new Refused(
          MillraceException.of(opened.status, says),
          Retry.after(opened.headers.firstValue("retry-after"), Instant.now()));
    } catch (IOException thrown) {
      throw faultOf(thrown);
    }
  }

  /** A fault of one attempt, with what it says about the next. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient MillraceException fault;
    final transient Optional<Duration> retryAfter;

    Refused(MillraceException fault, Optional<Duration> retryAfter) {
      super(fault);
      this.fault = fault;
      this.retryAfter = retryAfter;
    }
  }

  private RuntimeException faultOf(Throwable thrown) {
    if (thrown instanceof InterruptedIOException) return new MillraceException.Interrupted(thrown);
    if (thrown instanceof HttpTimeoutException && !(thrown instanceof HttpConnectTimeoutException))
      return new Refused(tooLate(thrown), Optional.empty());
    String distrust = distrust(thrown);
    if (distrust != null)
      return new Refused(
          new MillraceException.Unreachable(Retry.CERTIFICATE,
              "Expected a certificate that is trusted here, saw one that is not: " + distrust + ".",
              "Trust the authority of the platform by Millrace.at(address).tls(context), or give the name that it is for.",
              thrown),
          Optional.empty());
    return new Refused(
        new MillraceException.Unreachable("sdk.unreachable",
            "Expected the platform to answer, saw no connection (" + thrown.getClass().getSimpleName() + ").",
            "Check that it runs and that the network reaches it.", thrown),
        Optional.empty());
  }

  /** Why a certificate is not trusted; null where it is not about one. */
  private static String distrust(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause())
      if (cause instanceof CertificateException) return cause.getMessage();
    return null;
  }

  private MillraceException.Unreachable tooLate(Throwable cause) {
    return new MillraceException.Unreachable(Retry.DEADLINE,
        "Expected an answer within " + deadline.toMillis() + " ms, saw none.", "Give it more time, or ask for less.", cause);
  }

  private HttpRequest built(Request request) {
    StringBuilder url = new StringBuilder(address).append("/api/v1").append(request.path);
    char sign = '?';
    for (var entry : request.query.entrySet()) {
      url.append(sign).append(percent(entry.getKey())).append('=').append(percent(entry.getValue().toString()));
      sign = '&';
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url.toString()))
        .header("accept", request.accept)
        .header("user-agent", AGENT);
    if (token != null) builder.header("authorization", "Bearer " + token);
    if (request.body == null) return builder.method(request.method, BodyPublishers.noBody()).build();
    return builder
        .header("content-type", request.type)
        .method(request.method, BodyPublishers.ofByteArray(request.body))
        .build();
  }

  /** Percent-encoded, all but the unreserved characters of RFC 3986 §2.3. */
  static String percent(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 255);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
      if (plain) out.append(c);
      else out.append(String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
