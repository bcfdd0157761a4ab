package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the platform answered instead of data (RFC 9457): what was expected and seen, its row of the error table, and what
 * to do now. The class tells the kind; there are no others.
 */
public abstract sealed class MillraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String OAUTH = "error";

  /** What a program does about it depends on it. */
  private final Kind kind;

  /** HTTP status; 0 where nothing answered. */
  private final int status;

  /** Row of the error table. */
  private final String code;

  /** What to do now. */
  private final String remedy;

  /** What the words name. */
  private final transient Map<String, String> facts;

  private MillraceException(Kind kind, Said said) {
    super(said.detail, said.cause);
    this.kind = kind;
    this.status = said.status;
    this.code = said.code;
    this.remedy = said.remedy;
    this.facts = said.facts;
  }

  /** Nothing answered in time, or not who it should be: no connection, one that was cut, the deadline, a certificate that is not trusted. Status 0. */
  public static final class Unreachable extends MillraceException {
    private static final long serialVersionUID = 1L;

    Unreachable(String code, String detail, String remedy, Throwable cause) {
      super(Kind.UNREACHABLE, new Said(0, code, detail, remedy, Map.of(), cause));
    }
  }

  /** The thread was interrupted while it waited; its interrupt flag is set again. Status 0. */
  public static final class Interrupted extends MillraceException {
    private static final long serialVersionUID = 1L;

    Interrupted(Throwable cause) {
      super(Kind.INTERRUPTED, new Said(0, "sdk.interrupted", "The thread was interrupted while it waited for the platform.",
          "Ask again if the answer is still wanted.", Map.of(), cause));
    }
  }

  /** Status 401: no key, or one that ended. */
  public static final class Unauthenticated extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Unauthenticated(Said said) {
      super(Kind.UNAUTHENTICATED, said);
    }
  }

  /** Status 403: the key has no right to it. */
  public static final class Forbidden extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Forbidden(Said said) {
      super(Kind.FORBIDDEN, said);
    }
  }

  /** Status 404: it is not there, or not in reach of the key. */
  public static final class NotFound extends MillraceException {
    private static final long serialVersionUID = 1L;

    private NotFound(Said said) {
      super(Kind.NOT_FOUND, said);
    }
  }

  /** Status 409: it does not fit what is there. */
  public static final class Conflict extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Conflict(Said said) {
      super(Kind.CONFLICT, said);
    }
  }

  /** Status 400, 413 or 422: what was asked is no request that can be answered. */
  public static final class Invalid extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Invalid(Said said) {
      super(Kind.INVALID, said);
    }
  }

  /** Status 429: too many requests. */
  public static final class TooMany extends MillraceException {
    private static final long serialVersionUID = 1L;

    private TooMany(Said said) {
      super(Kind.TOO_MANY, said);
    }
  }

  /** Status 502, 503 or 504: the platform, or what stands before it, cannot answer now. */
  public static final class Unavailable extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Unavailable(Said said) {
      super(Kind.UNAVAILABLE, said);
    }
  }

  /** Any other status, and an answer that is not the platform's (code sdk.not_millrace). */
  public static final class Other extends MillraceException {
    private static final long serialVersionUID = 1L;

    private Other(Said said) {
      super(Kind.OTHER, said);
    }
  }

  /** Kinds of faults: what a program does about one depends on it. */
  public enum Kind {
    /** Nothing answered. */
    UNREACHABLE,
    /** The thread was interrupted. */
    INTERRUPTED,
    /** 401. */
    UNAUTHENTICATED,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 409. */
    CONFLICT,
    /** 400, 413, 422. */
    INVALID,
    /** 429. */
    TOO_MANY,
    /** 502, 503, 504. */
    UNAVAILABLE,
    /** Any other. */
    OTHER
  }

  /**
   * The kind, for a switch: a class each.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * HTTP status.
   *
   * @return the status; 0 where nothing answered
   */
  public int status() {
    return status;
  }

  /**
   * Row of the platform's error table, or one of the SDK: sdk.unreachable, sdk.deadline,
   * sdk.certificate, sdk.interrupted, sdk.not_millrace, and sdk.device_… where nobody let the program in.
   *
   * @return the code
   */
  public String code() {
    return code;
  }

  /**
   * What to do now.
   *
   * @return a sentence
   */
  public String remedy() {
    return remedy;
  }

  /**
   * What the words name, by name: for whoever says them in another language.
   *
   * @return the facts
   */
  public Map<String, String> facts() {
    return facts == null ? Map.of() : facts;
  }

  /** What was seen and what to do. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " (" + code + "): " + getMessage() + " " + remedy;
  }

  /** The error of OAuth that it stands for (RFC 6749 §5.2), or "". */
  String oauth() {
    return facts().getOrDefault(OAUTH, "");
  }

  /** A code that nobody confirmed in time. */
  static MillraceException expired() {
    return new Invalid(new Said(400, "sdk.device_expired_token", "Expected somebody to confirm the code, saw nobody.",
        "Begin to sign in again.", Map.of(), null));
  }

  /** The fault of an answer with a status of 400 or more. */
  static MillraceException of(int status, String body) {
    try {
      Json problem = Json.parse(body);
      if (problem.get("code").isNull() && problem.get(OAUTH) instanceof Json.Text error)
        return ofKind(new Said(status, "sdk.device_" + error.value(), "Expected a token, saw " + error.value() + ".",
            "Begin to sign in again.", Map.of(OAUTH, error.value()), null));
      Map<String, String> facts = new LinkedHashMap<>();
      if (problem.get("facts") instanceof Json.Obj named)
        named.members().forEach((name, value) -> facts.put(name, value instanceof Json.Text t ? t.value() : "" + value));
      return ofKind(new Said(status, problem.get("code").asText(), problem.get("detail").asText(),
          problem.get("remedy").asText(), Map.copyOf(facts), null));
    } catch (JsonException thrown) {
      // A proxy between us answers in its own words.
      return notMillrace(status, "status " + status + " from something else", null);
    }
  }

  /** The fault of an answer that no Millrace gives. */
  static MillraceException notMillrace(int status, String seen, Throwable cause) {
    return ofKind(new Said(status, "sdk.not_millrace", "Expected a reply of the platform, saw " + seen + ".",
        "Check the address, and what stands between here and the platform.", Map.of(), cause));
  }

  private static MillraceException ofKind(Said said) {
    return switch (said.status) {
      case 401 -> new Unauthenticated(said);
      case 403 -> new Forbidden(said);
      case 404 -> new NotFound(said);
      case 409 -> new Conflict(said);
      case 400, 413, 422 -> new Invalid(said);
      case 429 -> new TooMany(said);
      case 502, 503, 504 -> new Unavailable(said);
      default -> new Other(said);
    };
  }

  private record Said(
      int status, String code, String detail, String remedy, Map<String, String> facts, Throwable cause) {}
}
