package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of what is sent again. */
final class RetryTest {
  private RetryTest() {}

  static void repeatsWhatIsAsOnceAlone() {
    int[] passing = {429, 502, 503, 504};
    for (int status : passing) holds(Retry.again(true, MillraceException.of(status, ""), false), "again " + status);
    for (int status : new int[] {400, 401, 403, 404, 409, 413, 422, 500, 501})
      holds(!Retry.again(true, MillraceException.of(status, ""), true), "not again " + status);
    for (int status : passing) {
      MillraceException fault = MillraceException.of(status, "");
      holds(!Retry.again(false, fault, false), "a POST of " + status);
      equal(Retry.again(false, fault, true), status == 429 || status == 503);
    }
    MillraceException cut = new MillraceException.Unreachable("sdk.unreachable", "", "", null);
    equal(Retry.again(true, cut, false), true);
    equal(Retry.again(false, cut, false), false);
    equal(Retry.again(true, new MillraceException.Unreachable("sdk.deadline", "", "", null), false), false);
    equal(Retry.isSafe("PUT"), true);
    equal(Retry.isSafe("POST"), false);
  }

  static void waitsTwiceAsLongEachTime() {
    for (int n = 0; n < 40; n++) {
      long most = n > 6 ? 30_000 : Math.min(30_000, 250L << n);
      long wait = Retry.wait(n, Optional.empty()).toMillis();
      holds(wait >= most / 2 && wait <= most, "the wait before try " + n + ": " + wait);
    }
    equal(Retry.wait(0, Optional.of(Duration.ofSeconds(9))), Duration.ofSeconds(9));
  }

  static void heedsRetryAfter() {
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    equal(Retry.after(Optional.of("7"), now), Optional.of(Duration.ofSeconds(7)));
    equal(Retry.after(Optional.of("Sun, 1 Nov 2026 00:00:05 GMT"), now), Optional.of(Duration.ofSeconds(5)));
    equal(Retry.after(Optional.of("Sun, 1 Nov 2020 00:00:05 GMT"), now), Optional.of(Duration.ZERO));
    equal(Retry.after(Optional.of("soon"), now), Optional.empty());
    equal(Retry.after(Optional.of("99999999999999999999"), now), Optional.empty());
    equal(Retry.isSoon(Optional.of(Duration.ofSeconds(31))), false);
    equal(Retry.isSoon(Optional.of(Duration.ofSeconds(30))), true);
  }
}
