package io.millrace.sdk;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that the caller makes. */
public final class Ids {
  private static final SecureRandom CHANCE = new SecureRandom();

  private Ids() {}

  /**
   * A new id: UUID version 7 (RFC 9562 §5.7), in lower case.
   *
   * @return the id
   */
  public static String next() {
    long time = System.currentTimeMillis() << 16 | 0x7000 | (CHANCE.nextInt() & 0x0fff);
    return new UUID(time, CHANCE.nextLong() >>> 2 | 1L << 63).toString();
  }
}
