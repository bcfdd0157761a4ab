package io.millrace.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When a request is sent again, and how long after. */
final class Retry {
  static final int TIMES = 4;
  static final String DEADLINE = "sdk.deadline";
  static final String CERTIFICATE = "sdk.certificate";
  private static final long FIRST_MS = 250;
  private static final long MOST_MS = 30_000;

  private Retry() {}

  /**
   * Whether what failed may be sent again. `isSafe`: twice is as once, by its method or its operation id. What says when
   * to come again did nothing.
   */
  static boolean again(boolean isSafe, MillraceException fault, boolean saysWhen) {
    if (fault instanceof MillraceException.Unreachable)
      return isSafe && !fault.code().equals(DEADLINE) && !fault.code().equals(CERTIFICATE);
    if (fault instanceof MillraceException.TooMany) return isSafe || saysWhen;
    if (fault instanceof MillraceException.Unavailable) return isSafe || (saysWhen && fault.status() == 503);
    return false;
  }

  static boolean isSafe(String method) {
    return switch (method) {
      case "GET", "HEAD", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** What says to come again later than that is told at once. */
  static boolean isSoon(Optional<Duration> retryAfter) {
    return retryAfter.isEmpty() || retryAfter.get().toMillis() <= MOST_MS;
  }

  /** How long to wait before the n-th try again, from 0. Half of it is chance, so that many do not come at once. */
  static Duration wait(int n, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) return retryAfter.get();
    long most = Math.min(MOST_MS, FIRST_MS << Math.min(n, 20));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  /** Retry-After: seconds or a date (RFC 9110 §10.2.3). */
  static Optional<Duration> after(Optional<String> header, Instant now) {
    return header.flatMap((text) -> {
      String says = text.strip();
      if (says.matches("[0-9]{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(says)));
      try {
        Instant at = ZonedDateTime.parse(says, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
      } catch (DateTimeParseException thrown) {
        return Optional.empty();
      }
    });
  }
}
