package io.millrace.sdk.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Moments between ISO 8601 and µs since 1970-01-01 UTC. */
public final class Moments {
  private Moments() {}

  /**
   * µs of a moment; parts of a microsecond are cut.
   *
   * @param moment the moment
   * @return µs since 1970-01-01 UTC
   */
  public static long micros(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
  }

  /**
   * The moment of µs.
   *
   * @param micros µs since 1970-01-01 UTC
   * @return the moment
   */
  public static Instant of(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  /** µs of ISO 8601 text; Long.MIN_VALUE where it is none. */
  static long micros(String text) {
    int length = text.length();
    boolean usual =
        length >= 20 && text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == 'T'
            && text.charAt(13) == ':' && text.charAt(16) == ':' && text.charAt(length - 1) == 'Z';
    int year = usual ? digits(text, 0, 4) : -1;
    int month = usual ? digits(text, 5, 7) : -1;
    int day = usual ? digits(text, 8, 10) : -1;
    int hour = usual ? digits(text, 11, 13) : -1;
    int minute = usual ? digits(text, 14, 16) : -1;
    int second = usual ? digits(text, 17, 19) : -1;
    int micro = 0;
    if (usual && length > 20) {
      micro = text.charAt(19) == '.' && length <= 27 ? digits(text, 20, length - 1) : -1;
      for (int places = length - 21; places < 6; places++) micro *= 10;
    }
    try {
      if ((year | month | day | hour | minute | second | micro) < 0 || hour > 23 || minute > 59 || second > 59)
        return micros(Instant.parse(text));
      long days = LocalDate.of(year, month, day).toEpochDay();
      return ((days * 24 + hour) * 60 + minute) * 60_000_000L + second * 1_000_000L + micro;
    } catch (DateTimeException | ArithmeticException thrown) {
      return Long.MIN_VALUE;
    }
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    if (from == to) return -1;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }
}
