package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import java.time.Duration;
import java.util.function.Consumer;

/** Signs a program in by a person with a browser (RFC 8628). */
final class DeviceSignIn {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private DeviceSignIn() {}

  /** Returns the access token; waits for the person as long as the code counts. */
  static String token(Connection connection, String clientName, Consumer<DevicePrompt> show) {
    Request begin = Request.of("POST", "/device-authorization").body(Json.object("client_name", clientName));
    Json code = connection.json(begin, JsonReader::readTree);
    Duration expiresIn = Duration.ofSeconds(code.get("expires_in").asLong());
    Json complete = code.get("verification_uri_complete");
    show.accept(new DevicePrompt(
        code.get("user_code").asText(),
        code.get("verification_uri").asText(),
        complete.isNull() ? null : complete.asText(),
        expiresIn));
    Request ask = Request.of("POST", "/device-token")
        .body(Json.object("grant_type", GRANT, "device_code", code.get("device_code").asText()));
    long until = System.nanoTime() + expiresIn.toNanos();
    Json every = code.get("interval");
    long interval = every.isNull() ? 5 : Math.max(0, every.asLong());
    while (System.nanoTime() < until) {
      Connection.pause(Duration.ofSeconds(interval));
      try {
        return connection.json(ask, JsonReader::readTree).get("access_token").asText();
      } catch (MillraceException.Unreachable | MillraceException.Unavailable thrown) {
        // The standard asks to come less often (§3.5).
        interval = Math.min(60, Math.max(1, interval * 2));
      } catch (MillraceException fault) {
        switch (fault.oauth()) {
          case "authorization_pending" -> {}
          case "slow_down" -> interval += 5;
          default -> throw fault;
        }
      }
    }
    throw MillraceException.expired();
  }
}
