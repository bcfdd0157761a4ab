package io.millrace.sdk.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tokens of JSON from bytes. */
final class Utf8Scanner {
  /** No double needs more digits; what is longer is an attack or a mistake. */
  private static final int NUMBER_MOST = 1_100;
  private static final int TEXT_MOST = 64 << 20;
  private static final double[] TENS = new double[23];

  static {
    double ten = 1;
    for (int i = 0; i < TENS.length; i++, ten *= 10) TENS[i] = ten;
  }

  private final InputStream from;
  private final byte[] bytes = new byte[16_384];
  private int place;
  private int limit;
  /** Bytes before those of the buffer. */
  private long before;
  private byte[] held = new byte[64];
  private int heldLength;
  /** Names are few and come again and again: by the hash of their bytes. */
  private final String[] names = new String[256];

  Utf8Scanner(InputStream from) {
    this.from = from;
  }

  long at() {
    return before + place;
  }

  JsonException unexpected(String expected, int seen) {
    String what =
        seen < 0 ? "the end" : seen > 0x20 && seen < 0x7f ? "'" + (char) seen + "'" : String.format("0x%02x", seen);
    return new JsonException("Expected " + expected + ", saw " + what, at());
  }

  /** The next byte that is no white space, left where it is; −1 at the end. */
  int peekPastSpace() {
    for (;;) {
      int next = peek();
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') return next;
      place++;
    }
  }

  void take() {
    place++;
  }

  void expect(char wanted, String what) {
    int next = peekPastSpace();
    if (next != wanted) throw unexpected(what, next);
    place++;
  }

  void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      int next = peek();
      if (next != word.charAt(i)) throw unexpected(word, next);
      place++;
    }
  }

  /** Text whose opening quote comes next. */
  String text(boolean isName) {
    place++;
    int begin = place;
    int end = begin;
    while (end < limit && isPlain(bytes[end])) end++;
    if (end < limit && bytes[end] == '"') {
      place = end + 1;
      return isName ? name(begin, end) : new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    }
    return textByBytes();
  }

  private static boolean isPlain(byte b) {
    return b >= 0x20 && b != '"' && b != '\\';
  }

  private String name(int begin, int end) {
    int hash = 0;
    for (int i = begin; i < end; i++) hash = hash * 31 + bytes[i];
    int slot = (hash ^ hash >>> 8) & 255;
    String known = names[slot];
    if (known != null && known.length() == end - begin) {
      int i = 0;
      while (i < known.length() && known.charAt(i) == bytes[begin + i]) i++;
      if (i == known.length()) return known;
    }
    return names[slot] = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
  }

  private String textByBytes() {
    heldLength = 0;
    boolean ascii = true;
    for (;;) {
      int next = next("the rest of a text");
      if (next == '"') break;
      if (next < 0x20) {
        place--;
        throw unexpected("no control character in a text", next);
      }
      if (next == '\\') ascii &= escape();
      else {
        ascii &= next < 0x80;
        hold(next);
      }
      if (heldLength > TEXT_MOST) throw new JsonException("Expected texts to 64 MiB, saw a longer one", at());
    }
    if (ascii) return new String(held, 0, heldLength, StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(held, 0, heldLength)).toString();
    } catch (CharacterCodingException thrown) {
      throw new JsonException("Expected text in UTF-8, saw other bytes", at());
    }
  }

  /** Returns whether what it stands for is ASCII. */
  private boolean escape() {
    int kind = next("an escape");
    switch (kind) {
      case '"', '\\', '/' -> hold(kind);
      case 'b' -> hold('\b');
      case 'f' -> hold('\f');
      case 'n' -> hold('\n');
      case 'r' -> hold('\r');
      case 't' -> hold('\t');
      case 'u' -> {
        int unit = hex();
        if (unit < 0x80) hold(unit);
        else {
          int point = unit;
          if (Character.isSurrogate((char) unit)) {
            boolean pair = Character.isHighSurrogate((char) unit) && next("a pair") == '\\' && next("a pair") == 'u';
            int low = pair ? hex() : 0;
            if (!pair || !Character.isLowSurrogate((char) low))
              throw new JsonException("Expected a pair of surrogates, saw a lone one", at());
            point = Character.toCodePoint((char) unit, (char) low);
          }
          for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) hold(b);
          return false;
        }
      }
      default -> {
        place--;
        throw unexpected("an escape", kind);
      }
    }
    return true;
  }

  private int hex() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = next("four hex digits");
      int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
      if (value < 0) {
        place--;
        throw unexpected("four hex digits", digit);
      }
      unit = unit << 4 | value;
    }
    return unit;
  }

  /** Takes a number into what is held. */
  void number() {
    heldLength = 0;
    int next = peekPastSpace();
    if (next == '-') next = held(next);
    if (next < '0' || next > '9') throw unexpected("a number", next);
    if (next == '0') next = held(next);
    else next = digits(next);
    if (next == '.') next = digits(held(next));
    if (next == 'e' || next == 'E') {
      next = held(next);
      if (next == '+' || next == '-') next = held(next);
      next = digits(next);
    }
    if (next >= '0' && next <= '9') throw unexpected("a number without a leading 0", next);
  }

  private int digits(int next) {
    if (next < '0' || next > '9') throw unexpected("a digit", next);
    while (next >= '0' && next <= '9') next = held(next);
    return next;
  }

  private int held(int next) {
    if (heldLength == NUMBER_MOST)
      throw new JsonException("Expected a number to " + NUMBER_MOST + " characters, saw a longer one", at());
    hold(next);
    place++;
    return peek();
  }

  String numberText() {
    return new String(held, 0, heldLength, StandardCharsets.ISO_8859_1);
  }

  long numberAsLong() {
    int i = held[0] == '-' ? 1 : 0;
    if (heldLength - i <= 18) {
      long whole = 0;
      int digit = i;
      while (digit < heldLength && held[digit] >= '0' && held[digit] <= '9') whole = whole * 10 + held[digit++] - '0';
      if (digit == heldLength) return i == 1 ? -whole : whole;
    }
    try {
      return new BigDecimal(numberText()).longValueExact();
    } catch (ArithmeticException | NumberFormatException thrown) {
      throw new JsonException("Expected a whole number of 64 bits, saw " + JsonReader.shortened(numberText()), at());
    }
  }

  double numberAsDouble() {
    boolean minus = held[0] == '-';
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean isPoint = false;
    int i = minus ? 1 : 0;
    for (; i < heldLength && held[i] != 'e' && held[i] != 'E'; i++) {
      if (held[i] == '.') isPoint = true;
      else {
        if (count++ < 18) digits = digits * 10 + held[i] - '0';
        if (isPoint) scale++;
      }
    }
    // Both fit a double exactly, so that one operation rounds once (Clinger 1990).
    if (i == heldLength && count <= 18 && digits <= 1L << 53 && scale < TENS.length) {
      double exact = digits / TENS[scale];
      return minus ? -exact : exact;
    }
    double nearest = Double.parseDouble(numberText());
    if (Double.isInfinite(nearest))
      throw new JsonException("Expected a number of a double, saw " + JsonReader.shortened(numberText()), at());
    return nearest;
  }

  private void hold(int b) {
    if (heldLength == held.length) held = Arrays.copyOf(held, heldLength * 2);
    held[heldLength++] = (byte) b;
  }

  private int next(String expected) {
    int next = peek();
    if (next < 0) throw unexpected(expected, next);
    place++;
    return next;
  }

  private int peek() {
    if (place < limit) return bytes[place] & 255;
    try {
      before += limit;
      place = 0;
      limit = Math.max(0, from.read(bytes, 0, bytes.length));
    } catch (IOException thrown) {
      limit = 0;
      throw new UncheckedIOException(thrown);
    }
    return limit == 0 ? -1 : bytes[0] & 255;
  }
}
